package org.coinage.training;

import java.util.Arrays;
import java.util.Map;
import org.coinage.modulation.ModulationSpace;
import org.coinage.quantization.QuantizerFrame;
import org.coinage.quantization.RateFamily;
import org.coinage.quantization.Whitening;

/**
 * The frame of a learned quantizer among the constants of a training state: matrices row by row, or
 * a scale where entries are not mixed.
 */
final class FrozenFrame {

  private static final String FORWARD = "whitening.forward";
  private static final String INVERSE = "whitening.inverse";
  private static final String SCALE = "whitening.scale";
  private static final String MEAN = "whitening.mean";
  private static final String RATE = "quantizer.rate";

  private static final double GAUSSIAN = 0;
  private static final double LAPLACE = 1;

  private FrozenFrame() {}

  /** Adds a frame to constants. */
  static void put(QuantizerFrame frame, Map<String, double[]> constants) {
    Whitening whitening = frame.whitening();
    whitening
        .scale()
        .ifPresentOrElse(
            scale -> constants.put(SCALE, scale),
            () -> {
              constants.put(FORWARD, flatten(whitening.forwardMatrix()));
              constants.put(INVERSE, flatten(whitening.inverseMatrix()));
            });
    constants.put(MEAN, whitening.mean());
    constants.put(RATE, new double[] {frame.rate() == RateFamily.LAPLACE ? LAPLACE : GAUSSIAN});
  }

  /** The frame in constants, for codes of a space. */
  static QuantizerFrame of(Map<String, double[]> constants, ModulationSpace space) {
    double[] mean = constants.get(MEAN);
    double[] scale = constants.get(SCALE);
    Whitening whitening =
        scale != null
            ? Whitening.diagonal(scale, mean)
            : Whitening.of(
                square(constants.get(FORWARD), mean.length),
                square(constants.get(INVERSE), mean.length),
                mean);
    RateFamily rate = constants.get(RATE)[0] == LAPLACE ? RateFamily.LAPLACE : RateFamily.GAUSSIAN;
    return new QuantizerFrame(whitening, CodeWhitening.runs(space), rate);
  }

  private static double[] flatten(double[]... rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[][] square(double[] flat, int n) {
    double[][] rows = new double[n][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * n, (i + 1) * n));
    return rows;
  }
}
