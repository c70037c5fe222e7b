package org.coinage.meta;

import java.util.List;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.quantization.LearnedQuantizer;
import org.coinage.quantization.QuantizerFrame;
import org.coinage.quantization.RoundedCode;

/**
 * The learned quantizer's parameters as tensors beside the network's: {@code quantizer.log_step},
 * {@code quantizer.centre} and {@code quantizer.log_scale}, {@code [runs]} each: one entry per
 * dimension of the code, or per tensor of weights.
 */
public final class QuantizerTensors {

  /** What the names of all its tensors start with; learning rates are chosen by it. */
  public static final String PREFIX = "quantizer.";

  private static final String LOG_STEP = PREFIX + "log_step";
  private static final String CENTRE = PREFIX + "centre";
  private static final String LOG_SCALE = PREFIX + "log_scale";

  private QuantizerTensors() {}

  /** Tensors for codes in which as many runs of entries have steps of their own. */
  public static List<ParameterLayout.Tensor> of(int runs) {
    return List.of(
        ParameterLayout.tensor(LOG_STEP, runs),
        ParameterLayout.tensor(CENTRE, runs),
        ParameterLayout.tensor(LOG_SCALE, runs));
  }

  /** Copies a quantizer's parameters into {@code theta}. */
  public static void write(LearnedQuantizer quantizer, Parameters theta) {
    copy(quantizer.logStep(), theta.tensor(LOG_STEP));
    copy(quantizer.centre(), theta.tensor(CENTRE));
    copy(quantizer.logScale(), theta.tensor(LOG_SCALE));
  }

  /** The quantizer of these parameters. */
  public static LearnedQuantizer read(QuantizerFrame frame, Parameters theta) {
    return new LearnedQuantizer(
        frame, theta.tensor(LOG_STEP), theta.tensor(CENTRE), theta.tensor(LOG_SCALE));
  }

  /** Adds a quantizer's gradient. */
  static void add(RoundedCode.Gradient gradient, ParameterGradient sum) {
    add(gradient.logStep(), sum.tensor(LOG_STEP));
    add(gradient.centre(), sum.tensor(CENTRE));
    add(gradient.logScale(), sum.tensor(LOG_SCALE));
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }

  private static void add(double[] from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }
}
