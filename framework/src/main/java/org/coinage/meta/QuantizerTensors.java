package org.coinage.meta;

import java.util.List;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.quantization.LearnedQuantizer;
import org.coinage.quantization.RoundedCode;
import org.coinage.quantization.Whitening;

/**
 * The learned quantizer's parameters as tensors beside the network's: {@code quantizer.log_step},
 * {@code quantizer.centre} and {@code quantizer.log_scale}, {@code [codeDim]} each.
 */
public final class QuantizerTensors {

  /** What the names of all its tensors start with; learning rates are chosen by it. */
  public static final String PREFIX = "quantizer.";

  private static final String LOG_STEP = PREFIX + "log_step";
  private static final String CENTRE = PREFIX + "centre";
  private static final String LOG_SCALE = PREFIX + "log_scale";

  private QuantizerTensors() {}

  /** Tensors for codes of the given length. */
  public static List<ParameterLayout.Tensor> of(int codeDim) {
    return List.of(
        ParameterLayout.tensor(LOG_STEP, codeDim),
        ParameterLayout.tensor(CENTRE, codeDim),
        ParameterLayout.tensor(LOG_SCALE, codeDim));
  }

  /** Copies a quantizer's parameters into {@code theta}. */
  public static void write(LearnedQuantizer quantizer, Parameters theta) {
    copy(quantizer.logStep(), theta.tensor(LOG_STEP));
    copy(quantizer.centre(), theta.tensor(CENTRE));
    copy(quantizer.logScale(), theta.tensor(LOG_SCALE));
  }

  /** The quantizer of these parameters. */
  public static LearnedQuantizer read(Whitening whitening, Parameters theta) {
    return new LearnedQuantizer(
        whitening, theta.tensor(LOG_STEP), theta.tensor(CENTRE), theta.tensor(LOG_SCALE));
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
