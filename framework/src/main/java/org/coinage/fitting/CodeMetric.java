package org.coinage.fitting;

import java.util.List;
import java.util.Optional;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngine.GaussNewton;
import org.coinage.field.FieldPart;
import org.coinage.field.Parameters;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SparseRows;
import org.coinage.modulation.ModulationSpace;
import org.coinage.quantization.Whitening;
import org.coinage.signal.Signal;

/**
 * How much a change of the code changes the signal: the Gauss-Newton matrix {@code J^T J} of the
 * reconstruction with respect to the code, in sum-of-squares units. Its mean over training signals
 * defines the whitening that precedes a quantizer (design, section 5), and with it codes are fitted
 * and rounded.
 *
 * <p>As thread-safe as its engine.
 */
public final class CodeMetric {

  /**
   * Directions to ask the engine for.
   *
   * @param rows the Jacobian of the modulations by the code, whitened unless most of it is zero
   * @param turned whether the model along them is still to be whitened
   */
  private record Directions(double[][] rows, boolean turned) {}

  /** The directions of an affine space, which are the same at all codes. */
  private record Known(Parameters theta, Directions directions) {}

  private final FieldEngine engine;
  private final ModulationSpace space;
  private final Optional<Whitening> whitening;
  private volatile Known known;

  /**
   * The metric of codes in a space that modulates scales or shifts.
   *
   * @throws IllegalArgumentException if the space moves all weights
   */
  public CodeMetric(FieldEngine engine, ModulationSpace space) {
    this(engine, space, Optional.empty());
  }

  private CodeMetric(FieldEngine engine, ModulationSpace space, Optional<Whitening> whitening) {
    if (space.modulated().contains(FieldPart.WEIGHTS)) {
      throw new IllegalArgumentException(
          "codes that move all weights have no affordable metric, so they are neither whitened by"
              + " it nor fitted by Gauss-Newton steps; fit them by inner steps");
    }
    this.engine = engine;
    this.space = space;
    this.whitening = whitening;
  }

  /** The same in the coordinates of whitened codes; codes are given as before. */
  public CodeMetric whitened(Whitening coordinates) {
    return new CodeMetric(engine, space, Optional.of(coordinates));
  }

  /**
   * The model at a code.
   *
   * @param theta outer parameters, not to be modified as long as the metric is in use
   * @param code {@code [codeDim]}, not whitened
   */
  public CodeQuadratic at(Parameters theta, double[] code, Signal signal) {
    Directions directions = directions(theta, code);
    GaussNewton found =
        engine.gaussNewton(
            space.architecture(),
            space.apply(theta, code),
            signal,
            space.modulated(),
            directions.rows());
    CodeQuadratic model = new CodeQuadratic(found.error(), found.gradient(), found.matrix());
    return directions.turned() ? model.in(whitening.orElseThrow()) : model;
  }

  /** The squared error at a code, summed over all samples: cheaper than a model there. */
  public double error(Parameters theta, double[] code, Signal signal) {
    double[] values =
        engine.evaluate(space.architecture(), space.apply(theta, code), signal.coordinates());
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double r = values[i] - signal.features()[i];
      sum += r * r;
    }
    return sum;
  }

  /** Mean over signals of the matrix at their codes, {@code [codeDim][codeDim]}. */
  public double[][] mean(
      Parameters theta, List<Signal> signals, List<double[]> codes, OrderedMap threads) {
    int d = space.codeDim();
    double[][] mean = new double[d][d];
    int chunk = 4 * threads.threads(); // a matrix a signal: not all of them at once
    for (int from = 0; from < signals.size(); from += chunk) {
      int first = from;
      int count = Math.min(chunk, signals.size() - from);
      for (CodeQuadratic model :
          threads.map(count, i -> at(theta, codes.get(first + i), signals.get(first + i)))) {
        for (int i = 0; i < d * d; i++) {
          mean[i / d][i % d] += model.matrix()[i] / signals.size();
        }
      }
    }
    return mean;
  }

  private Directions directions(Parameters theta, double... code) {
    Known before = known;
    if (before != null && before.theta() == theta) {
      return before.directions();
    }
    double[][] jacobian = space.jacobian(theta, code);
    // A rotation would fill a sparse map: cheaper to turn the model than to follow all of it.
    boolean turned = whitening.isPresent() && SparseRows.fewIn(jacobian);
    Directions directions =
        new Directions(
            turned
                ? jacobian
                : whitening.map(map -> map.pullInverseRows(jacobian)).orElse(jacobian),
            turned);
    if (space.affine()) {
      known = new Known(theta, directions);
    }
    return directions;
  }
}
