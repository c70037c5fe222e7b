package org.coinage.codec;

import java.util.Optional;
import org.coinage.entropy.PatchGrid;
import org.coinage.signal.GridShape;
import org.coinage.signal.PatchLayout;

/**
 * What is stamped on every coin and purse: which mint decodes it, and into what.
 *
 * @param mint fingerprint of the mint
 * @param modality what the samples are
 * @param codebook which codebook of the mint the codes are in, counted from 0
 * @param step how much coarser than the codebook's the quantizer's steps are
 * @param shape grid of the signal
 * @param channels samples per point
 * @param patch grid of one patch; absent where the signal is one piece
 */
public record Imprint(
    Fingerprint mint,
    Modality modality,
    int codebook,
    StepScale step,
    GridShape shape,
    int channels,
    Optional<GridShape> patch) {

  private static final int MAX_RANK = 8;
  private static final int PATCHED = 0x80;
  private static final int MAX_CODEBOOKS = 4096;

  /** Checks ranges; the patch must have the axes of the grid. */
  public Imprint {
    if (shape.rank() > MAX_RANK) {
      throw new IllegalArgumentException(
          "the grid " + shape + " has more than " + MAX_RANK + " axes");
    }
    if (codebook < 0 || codebook >= MAX_CODEBOOKS) {
      throw new IllegalArgumentException(
          "codebook = " + codebook + " must be in [0, " + MAX_CODEBOOKS + ")");
    }
    if (channels < 1) {
      throw new IllegalArgumentException("channels = " + channels + " must be at least 1");
    }
    if (patch.isPresent()) {
      GridShape whole = shape;
      patch.ifPresent(piece -> new PatchLayout(whole, piece));
    }
  }

  /** How the grid is cut: into one piece where there are no patches. */
  public PatchLayout layout() {
    return new PatchLayout(shape, patch.orElse(shape));
  }

  /** How the codes of one signal lie. */
  PatchGrid grid() {
    return PatchGrid.of(layout().grid().extents());
  }

  /** Samples of one signal. */
  public long elements() {
    return (long) shape.points() * channels;
  }

  /** Writes all that follows the version which {@link Preamble#version} names. */
  void write(ByteWriter out) {
    out.int64(mint.bits()).unsignedByte(modality.tag()).number(codebook);
    if (!step.equals(StepScale.NONE)) {
      out.unsignedByte(step.notch() & 0xFF);
    }
    out.number(channels);
    out.unsignedByte(shape.rank() | (patch.isPresent() ? PATCHED : 0));
    writeExtents(out, shape);
    patch.ifPresent(piece -> writeExtents(out, piece));
  }

  private static void writeExtents(ByteWriter out, GridShape grid) {
    for (int extent : grid.extents()) {
      out.number(extent);
    }
  }

  static Imprint read(ByteReader in, boolean scaled, Limits limits) throws CodecException {
    Fingerprint mint = new Fingerprint(in.int64("the fingerprint of the mint"));
    int at = in.position();
    int tag = in.unsignedByte("the modality");
    Optional<Modality> modality = Modality.of(tag);
    if (modality.isEmpty()) {
      throw new CodecException.UnsupportedVersion(
          in.file(), at, "modality", tag, Modality.values().length + " modalities");
    }
    int codebook = in.number("the codebook", 0, MAX_CODEBOOKS - 1L, "codebooks (fixed)");
    StepScale step =
        scaled ? new StepScale((byte) in.unsignedByte("the scale of the steps")) : StepScale.NONE;
    int channels = in.number("the number of channels", 1, limits.channels(), "channels");
    at = in.position();
    int axes = in.unsignedByte("the number of axes");
    int rank = axes & ~PATCHED;
    if (rank < 1 || rank > MAX_RANK) {
      throw new CodecException.Corrupt(
          in.file(), at, "the signal has " + rank + " axes, expected 1 to " + MAX_RANK);
    }
    GridShape shape = readExtents(in, rank, channels, limits);
    Optional<GridShape> patch =
        (axes & PATCHED) == 0
            ? Optional.empty()
            : Optional.of(readExtents(in, rank, channels, limits));
    return new Imprint(mint, modality.get(), codebook, step, shape, channels, patch);
  }

  private static GridShape readExtents(ByteReader in, int rank, int channels, Limits limits)
      throws CodecException {
    int at = in.position();
    int[] extents = new int[rank];
    long elements = channels;
    for (int axis = 0; axis < rank; axis++) {
      long high = Math.min(limits.dimension(), GridShape.MAX_EXTENT);
      extents[axis] = in.number("the extent of axis " + axis, 1, high, "dimension");
      elements *= extents[axis];
      if (elements > limits.elements()) {
        throw new CodecException.LimitExceeded(
            in.file(), at, "the number of samples", elements, "elements", limits.elements());
      }
    }
    return GridShape.of(extents);
  }
}
