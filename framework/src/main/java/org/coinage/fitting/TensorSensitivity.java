package org.coinage.fitting;

import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.field.FieldEngine;
import org.coinage.field.Parameters;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;

/**
 * What {@link CodeMetric} is where a code is too long for a matrix: for each tensor of a code the
 * mean of its diagonal of {@code J^T J}, in sum-of-squares units, by the change of the field's
 * values along random signs ({@code E |J v|^2 = trace}: Hutchinson 1989).
 *
 * <p>As thread-safe as its engine.
 */
public final class TensorSensitivity {

  /** Length of a step along random signs: far above rounding, far below a turn of a sine. */
  private static final double STEP = 1e-2;

  /** No tensor counts for less than this share of the mean: quantizers need a finite step. */
  private static final double FLOOR = 1e-3;

  private final FieldEngine engine;
  private final ModulationSpace space;

  /** The sensitivity of codes of any space. */
  public TensorSensitivity(FieldEngine engine, ModulationSpace space) {
    this.engine = engine.forgetful();
    this.space = space;
  }

  /**
   * Means over signals at their codes and over the entries of each tensor, {@code [tensors]}.
   *
   * @param random each signal gets the child of its position
   * @throws IllegalArgumentException if no change of a code changes the field
   */
  public double[] mean(
      Parameters theta,
      List<Signal> signals,
      List<double[]> codes,
      OrderedMap threads,
      SeedTree random) {
    double[] mean = new double[space.codeTensors().length];
    for (double[] one :
        threads.map(
            signals.size(),
            i -> at(theta, codes.get(i), signals.get(i), random.child(i).generator()))) {
      for (int t = 0; t < mean.length; t++) {
        mean[t] += one[t] / signals.size();
      }
    }
    double total = 0;
    for (double each : mean) {
      total += each / mean.length;
    }
    if (!(total > 0 && Double.isFinite(total))) {
      throw new IllegalArgumentException(
          "the field changes by " + total + " with its code; expected more than 0, and finite");
    }
    for (int t = 0; t < mean.length; t++) {
      mean[t] = Math.max(mean[t], FLOOR * total);
    }
    return mean;
  }

  private double[] at(Parameters theta, double[] code, Signal signal, RandomGenerator random) {
    double[] values = evaluate(theta, code, signal);
    int[] lengths = space.codeTensors();
    double[] sensitivity = new double[lengths.length];
    int start = 0;
    for (int t = 0; t < lengths.length; t++) {
      double step = STEP / Math.sqrt(lengths[t]);
      double[] moved = code.clone();
      for (int i = start; i < start + lengths[t]; i++) {
        moved[i] += random.nextBoolean() ? step : -step;
      }
      double[] there = evaluate(theta, moved, signal);
      for (int i = 0; i < values.length; i++) {
        double change = there[i] - values[i];
        sensitivity[t] += change * change / (STEP * STEP);
      }
      start += lengths[t];
    }
    return sensitivity;
  }

  private double[] evaluate(Parameters theta, double[] code, Signal signal) {
    return engine.evaluate(space.architecture(), space.apply(theta, code), signal.coordinates());
  }
}
