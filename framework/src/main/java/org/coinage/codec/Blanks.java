package org.coinage.codec;

import java.util.List;
import org.coinage.signal.GridShape;
import org.coinage.signal.PatchLayout;
import org.coinage.signal.Patching;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;

/**
 * What a mint strikes: samples in its units, cut into its patches, with encoded coordinates.
 *
 * @param mint that will strike
 */
record Blanks(Mint mint) {

  /** The patches of a signal in order, or the whole of it. */
  List<Signal> signals(Samples samples) {
    requireFit(samples);
    PatchLayout layout = new PatchLayout(samples.shape(), mint.patch().orElse(samples.shape()));
    float[] coordinates =
        mint.architecture()
            .encoding()
            .encode(mint.frame().coordinates(layout.patch()), mint.architecture().coordinateDim());
    return new Patching(layout)
        .split(mint.normalisation().apply(samples)).stream()
            .map(patch -> new Signal(patch.shape(), coordinates, patch.values()))
            .toList();
  }

  /**
   * What the coin of a signal says about itself.
   *
   * @throws IllegalArgumentException if the mint is for signals of other dimensions or channels
   */
  Imprint imprint(Samples samples, Fingerprint fingerprint, int codebook, StepScale step) {
    requireFit(samples);
    return new Imprint(
        fingerprint,
        mint.modality(),
        codebook,
        step,
        samples.shape(),
        samples.channels(),
        mint.patch());
  }

  private void requireFit(Samples samples) {
    GridShape shape = samples.shape();
    int dimension = mint.frame().dimension(shape.rank());
    if (samples.channels() != mint.architecture().channels()
        || dimension != mint.architecture().coordinateDim()) {
      throw new IllegalArgumentException(
          "a signal of shape "
              + shape
              + " with "
              + samples.channels()
              + " channels does not fit a mint of "
              + mint.architecture().coordinateDim()
              + " coordinates and "
              + mint.architecture().channels()
              + " channels");
    }
  }
}
