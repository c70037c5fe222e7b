package org.coinage.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coinage.codec.Mint;
import org.coinage.codec.Rounder;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.CodeModelFit;
import org.coinage.entropy.PatchGrid;
import org.coinage.entropy.PictureCodes;
import org.coinage.fitting.CodeFit;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.GridShape;
import org.coinage.signal.Patching;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;

/**
 * Whole training signals, cut into a mint's patches, with the codes of these: what the context
 * models of codebooks are fitted to. Random crops have no neighbours. Immutable.
 */
final class PatchedPictures {

  private record Picture(PatchGrid grid, List<Signal> pieces, List<double[]> codes) {}

  private final List<Picture> pictures;

  private PatchedPictures(List<Picture> pictures) {
    this.pictures = List.copyOf(pictures);
  }

  /** Fits the codes of all patches; there are none where the mint has no patches. */
  static PatchedPictures of(Mint mint, List<Samples> samples, CodeFit fit, OrderedMap threads) {
    Optional<GridShape> patch = mint.patch();
    List<Picture> pictures = new ArrayList<>();
    if (patch.isPresent() && !samples.isEmpty()) {
      GridShape shape = patch.get();
      float[] coordinates =
          mint.architecture()
              .encoding()
              .encode(mint.frame().coordinates(shape), mint.architecture().coordinateDim());
      for (Samples whole : samples) {
        Patching patching = Patching.of(whole.shape(), shape);
        List<Signal> pieces =
            patching.split(mint.normalisation().apply(whole)).stream()
                .map(piece -> new Signal(shape, coordinates, piece.values()))
                .toList();
        List<double[]> codes =
            threads.map(pieces.size(), i -> fit.fit(mint.parameters(), pieces.get(i)));
        PatchGrid grid = PatchGrid.of(patching.layout().grid().extents());
        pictures.add(new Picture(grid, pieces, codes));
      }
    }
    return new PatchedPictures(pictures);
  }

  /** A model with the context that pays on the integers the encoder makes of the codes. */
  CodeModel context(CodeModel model, Rounder rounder, OrderedMap threads) {
    List<PictureCodes> rounded = new ArrayList<>();
    for (Picture picture : pictures) {
      List<int[]> symbols =
          threads.map(
              picture.pieces.size(),
              i -> model.project(rounder.round(picture.pieces.get(i), picture.codes.get(i))));
      rounded.add(new PictureCodes(picture.grid, symbols));
    }
    return CodeModelFit.withContext(model, rounded);
  }
}
