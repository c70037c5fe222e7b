package org.coinage.fitting;

import java.util.List;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.Parameters;
import org.coinage.kernel.OrderedMap;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;

/**
 * How much a change of the code changes the signal: the Gauss-Newton matrix {@code J^T J} of the
 * reconstruction with respect to the code, in sum-of-squares units. Its mean over training signals
 * defines the whitening that precedes a quantizer (design, section 5).
 */
public final class CodeMetric {

  private final FieldEngine engine;
  private final ModulationSpace space;

  /** The metric of codes in a space that modulates scales or shifts. */
  public CodeMetric(FieldEngine engine, ModulationSpace space) {
    if (space.modulated().contains(FieldPart.WEIGHTS)) {
      throw new IllegalArgumentException(
          "codes that move all weights have no affordable metric; whiten them by their deviations");
    }
    this.engine = engine;
    this.space = space;
  }

  /** {@code J^T J} at a code, {@code [codeDim, codeDim]} row-major. */
  public double[] at(Parameters theta, double[] code, Signal signal) {
    double[] inner =
        engine
            .gaussNewton(space.architecture(), space.apply(theta, code), signal, space.modulated())
            .matrix();
    int d = space.codeDim();
    double[][] jacobian = new double[d][];
    for (int i = 0; i < d; i++) {
      double[] unit = new double[d];
      unit[i] = 1;
      jacobian[i] = concatenate(space.pushforward(theta, code, unit));
    }
    int n = jacobian[0].length;
    double[] metric = new double[d * d];
    double[] product = new double[n];
    for (int i = 0; i < d; i++) {
      for (int row = 0; row < n; row++) {
        double sum = 0;
        for (int column = 0; column < n; column++) {
          sum += inner[row * n + column] * jacobian[i][column];
        }
        product[row] = sum;
      }
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int row = 0; row < n; row++) {
          sum += jacobian[j][row] * product[row];
        }
        metric[i * d + j] = sum;
        metric[j * d + i] = sum;
      }
    }
    return metric;
  }

  /** Mean over signals of the metric at their codes, {@code [codeDim][codeDim]}. */
  public double[][] mean(
      Parameters theta, List<Signal> signals, List<double[]> codes, OrderedMap threads) {
    int d = space.codeDim();
    double[][] mean = new double[d][d];
    int chunk = 4 * threads.threads(); // a matrix a signal: not all of them at once
    for (int from = 0; from < signals.size(); from += chunk) {
      int first = from;
      int count = Math.min(chunk, signals.size() - from);
      for (double[] metric :
          threads.map(count, i -> at(theta, codes.get(first + i), signals.get(first + i)))) {
        for (int i = 0; i < d * d; i++) {
          mean[i / d][i % d] += metric[i] / signals.size();
        }
      }
    }
    return mean;
  }

  /** Scales of all layers, then shifts of all layers, as an engine orders them. */
  private static double[] concatenate(FieldTensors direction) {
    int length = length(direction.scales()) + length(direction.shifts());
    double[] all = new double[length];
    int offset = 0;
    for (double[][] part : new double[][][] {direction.scales(), direction.shifts()}) {
      for (int l = 0; part != null && l < part.length; l++) {
        System.arraycopy(part[l], 0, all, offset, part[l].length);
        offset += part[l].length;
      }
    }
    return all;
  }

  private static int length(double[][] part) {
    int length = 0;
    for (int l = 0; part != null && l < part.length; l++) {
      length += part[l].length;
    }
    return length;
  }
}
