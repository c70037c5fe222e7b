package org.coinage.fitting;

import java.util.Objects;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngine.LossGradient;
import org.coinage.field.Parameters;
import org.coinage.modulation.ModulationSpace;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.signal.Signal;

/**
 * Retraining of one signal's code with its quantizer in the loop, after Struempler et al. (ECCV
 * 2022), for whom the code is all weights: Adam on the code before rounding, the loss at the code
 * as decoded, the gradient straight through the rounding but not where the code is clipped. The
 * quantizer, its steps and ranges stay as they are; the code of least loss is kept, the start among
 * them, so that retraining never loses.
 *
 * <p>Deterministic; as thread-safe as its engine.
 */
public final class QuantizedRefit {

  private final FieldEngine engine;
  private final ModulationSpace space;
  private final RefitSettings settings;

  /** A retraining of codes of a space. */
  public QuantizedRefit(FieldEngine engine, ModulationSpace space, RefitSettings settings) {
    this.engine = Objects.requireNonNull(engine, "engine").forgetful();
    this.space = Objects.requireNonNull(space, "space");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * What retraining arrived at.
   *
   * @param code before rounding; its integers are those of least loss
   * @param before mean squared error of the start, rounded
   * @param after mean squared error of the code, rounded; at most that before
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once; never compared or kept
  public record Refitted(double[] code, double before, double after) {}

  /**
   * Retrains a code.
   *
   * @param theta outer parameters
   * @param signal with encoded coordinates
   * @param start the fitted code, not modified
   * @throws IllegalArgumentException if the quantizer refuses the start
   */
  public Refitted run(Parameters theta, Signal signal, double[] start, CodeQuantizer quantizer) {
    double[] code = start.clone();
    double[] first = new double[code.length];
    double[] second = new double[code.length];
    double[] best = start.clone();
    double before = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    for (int step = 0; step <= settings.steps(); step++) {
      double[] decoded = quantizer.dequantize(quantizer.quantize(code));
      LossGradient at =
          engine.gradient(
              space.architecture(), space.apply(theta, decoded), signal, space.modulated());
      before = step == 0 ? at.loss() : before;
      if (at.loss() < least) {
        least = at.loss();
        best = code.clone();
      }
      double[] gradient =
          quantizer.pullStraightThrough(code, space.pullbackCode(theta, decoded, at.gradient()));
      AdamUpdate.STANDARD.step(step + 1, first, second, 0, gradient, 1, settings.rate(), code);
    }
    return new Refitted(best, before, least);
  }
}
