package org.coinage.experiments.evaluation;

import java.util.List;
import java.util.OptionalDouble;
import org.coinage.signal.MsSsim;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;

/**
 * Everything measured of one codec at one setting on one set of signals.
 *
 * @param setting the codec's own knob, in words
 * @param bpp bits of all files per point (pixel) of all signals
 * @param payloadBpp the same without container, header and table bytes
 * @param psnr as files on disk, clamped and rounded to 8 bits
 * @param psnrUnclamped of the decoder's numbers as they are
 * @param msSsim mean over signals; absent if one of them is too small for it
 * @param encodeSeconds wall time per signal
 * @param decodeSeconds wall time per signal
 */
public record MeasuredPoint(
    String setting,
    double bpp,
    double payloadBpp,
    Psnr.Aggregate psnr,
    Psnr.Aggregate psnrUnclamped,
    OptionalDouble msSsim,
    double encodeSeconds,
    double decodeSeconds) {

  /**
   * The point of a codec that turned {@code originals} into files of {@code fileBytes} and those
   * into {@code reconstructions}.
   *
   * @param containerBytes how many of the file bytes are container, headers and tables
   * @param encodeNanos wall time of encoding all signals
   * @param decodeNanos wall time of decoding all signals
   */
  public static MeasuredPoint of(
      String setting,
      List<Samples> originals,
      List<Samples> reconstructions,
      long fileBytes,
      long containerBytes,
      long encodeNanos,
      long decodeNanos) {
    if (containerBytes < 0 || containerBytes > fileBytes) {
      throw new IllegalArgumentException(
          "container of " + containerBytes + " bytes does not fit in " + fileBytes);
    }
    Psnr.Aggregate psnr = Psnr.AS_FILE.over(originals, reconstructions);
    int signals = originals.size();
    double points = originals.stream().mapToLong(each -> each.shape().points()).sum();
    return new MeasuredPoint(
        setting,
        8 * fileBytes / points,
        8 * (fileBytes - containerBytes) / points,
        psnr,
        Psnr.UNCLAMPED.over(originals, reconstructions),
        meanMsSsim(originals, reconstructions),
        encodeNanos / 1e9 / signals,
        decodeNanos / 1e9 / signals);
  }

  /** Position on a rate-distortion curve: file bytes against the mean PSNR of files on disk. */
  public RateDistortionCurve.Point point() {
    return new RateDistortionCurve.Point(bpp, psnr.meanOfPsnr());
  }

  private static OptionalDouble meanMsSsim(List<Samples> originals, List<Samples> reconstructions) {
    double sum = 0;
    for (int i = 0; i < originals.size(); i++) {
      OptionalDouble each = MsSsim.of(originals.get(i), reconstructions.get(i));
      if (each.isEmpty()) {
        return each;
      }
      sum += each.getAsDouble();
    }
    return OptionalDouble.of(sum / originals.size());
  }
}
