package org.coinage.experiments.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.coinage.experiments.evaluation.MeasuredPoint;
import org.coinage.signal.GridShape;
import org.coinage.signal.Patching;
import org.coinage.signal.Samples;

/**
 * What a baseline makes of a set of images at each of its settings, in bytes of files and PSNR of
 * what it decodes.
 */
public final class BaselineEvaluation {

  private final Optional<GridShape> patch;
  private final Consumer<MeasuredPoint> each;

  /**
   * An evaluation.
   *
   * @param patch by which images go to a codec that takes {@linkplain BaselineCodec#oneShape() one
   *     shape} only
   * @param each told of every setting as it is measured
   */
  public BaselineEvaluation(Optional<GridShape> patch, Consumer<MeasuredPoint> each) {
    this.patch = patch;
    this.each = each;
  }

  /** Codes, decodes and measures a set at every setting. */
  public List<MeasuredPoint> measure(BaselineCodec codec, List<Samples> images) {
    Optional<GridShape> cut = codec.oneShape() ? patch : Optional.empty();
    List<Samples> pieces =
        images.stream().flatMap(image -> Patching.pieces(image, cut).stream()).toList();
    List<MeasuredPoint> points = new ArrayList<>();
    for (double quality : codec.qualities()) {
      long start = System.nanoTime();
      CodedSet coded = codec.encode(pieces, quality);
      long encoded = System.nanoTime();
      List<Samples> decoded = codec.decode(coded);
      List<Samples> joined = cut.map(shape -> join(decoded, images, shape)).orElse(decoded);
      long end = System.nanoTime();
      MeasuredPoint point =
          MeasuredPoint.of(
              String.format(Locale.ROOT, "%s %.4g", codec.name(), quality),
              images,
              joined,
              coded.bytes(),
              coded.containerBytes(),
              encoded - start,
              end - encoded);
      each.accept(point);
      points.add(point);
    }
    return points;
  }

  private static List<Samples> join(List<Samples> pieces, List<Samples> images, GridShape patch) {
    List<Samples> joined = new ArrayList<>();
    int at = 0;
    for (Samples image : images) {
      Patching patching = Patching.of(image.shape(), patch);
      int count = patching.layout().count();
      joined.add(patching.join(pieces.subList(at, at + count)));
      at += count;
    }
    return joined;
  }
}
