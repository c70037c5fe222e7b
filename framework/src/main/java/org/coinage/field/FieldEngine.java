package org.coinage.field;

import java.util.Set;
import org.coinage.signal.Signal;

/**
 * The four operations on one signal from which all learning is made (design: "The four engine
 * operations"), two of them also in a form that sums weight gradients. The loss is {@code 1/(P C)
 * sum |y - t|^2}, the mean over points and channels.
 *
 * <p>Signals carry encoded coordinates ({@link PositionalEncoding#encode(Signal)}). Engines are
 * thread-safe: threads work on different signals at once, and the result for a signal does not
 * depend on what other threads do. Arrays given to an engine must not be modified afterwards.
 *
 * <p>Decoding never goes through an engine: {@code kernel} holds the one normative evaluation.
 */
public interface FieldEngine extends AutoCloseable {

  /** Short name, as in configuration files. */
  String name();

  /** Type in which it computes. */
  Precision precision();

  /** Field values {@code [points, channels]} at encoded coordinates {@code [points, inputDim]}. */
  double[] evaluate(SirenArchitecture architecture, FieldTensors psi, float[] coordinates);

  /** Loss alone, from the values that {@link #evaluate} gives, summed in order. */
  default double loss(SirenArchitecture architecture, FieldTensors psi, Signal signal) {
    double[] values = evaluate(architecture, psi, signal.coordinates());
    float[] features = signal.features();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double error = values[i] - features[i];
      sum += error * error;
    }
    return sum / values.length;
  }

  /** Loss and its gradient with respect to the wanted parts. */
  LossGradient gradient(
      SirenArchitecture architecture, FieldTensors psi, Signal signal, Set<FieldPart> wanted);

  /**
   * Loss gradient with respect to the wanted parts, and the derivative of that gradient along
   * {@code direction}: a Hessian-vector product by the R-operator. Absent components of the
   * direction cost nothing.
   */
  TangentGradient tangentGradient(
      SirenArchitecture architecture,
      FieldTensors psi,
      FieldTensors direction,
      Signal signal,
      Set<FieldPart> wanted);

  /**
   * An empty sum of gradients with respect to weights and biases, for the calling thread and fields
   * with the weights of {@code psi}. The sum this thread was given before is no longer valid.
   *
   * @param wanted parts that will be wanted beside the weights; directions will have no others
   */
  default WeightSum weightSum(
      SirenArchitecture architecture,
      FieldTensors psi,
      Set<FieldPart> wanted,
      WeightSelection selection) {
    return new TensorWeightSum(architecture, psi.weights(), selection == WeightSelection.NONZERO);
  }

  /**
   * {@link #gradient(SirenArchitecture, FieldTensors, Signal, Set)} of the wanted parts but the
   * weights; the gradient with respect to these is added to the sum.
   *
   * @throws IllegalArgumentException if the sum is not of this engine, or for other weights
   */
  default LossGradient gradient(
      SirenArchitecture architecture,
      FieldTensors psi,
      Signal signal,
      Set<FieldPart> wanted,
      WeightSum sum) {
    LossGradient all = gradient(architecture, psi, signal, FieldPart.withWeights(wanted));
    TensorWeightSum.of(sum, psi).add(all.gradient());
    return new LossGradient(all.loss(), all.gradient().withoutWeights());
  }

  /**
   * {@link #tangentGradient(SirenArchitecture, FieldTensors, FieldTensors, Signal, Set)} in the
   * wanted parts but the weights; the derivative of the gradient with respect to these is added to
   * the sum.
   *
   * @throws IllegalArgumentException if the sum is not of this engine, or for other weights
   */
  default TangentGradient tangentGradient(
      SirenArchitecture architecture,
      FieldTensors psi,
      FieldTensors direction,
      Signal signal,
      Set<FieldPart> wanted,
      WeightSum sum) {
    TangentGradient all =
        tangentGradient(architecture, psi, direction, signal, FieldPart.withWeights(wanted));
    TensorWeightSum.of(sum, psi).add(all.derivative());
    return new TangentGradient(all.loss(), all.gradient(), all.derivative().withoutWeights());
  }

  /**
   * A view on this engine that keeps nothing for tangents: for fitting without learning. Closing it
   * closes this engine.
   */
  default FieldEngine forgetful() {
    return this;
  }

  /**
   * Gauss-Newton matrix and gradient over the points for scales and shifts, in the order scales of
   * all layers, then shifts of all layers, each only where wanted. Residuals are {@code y - t}, in
   * sum-of-squares units (no 1/(P C)).
   *
   * @throws IllegalArgumentException if weights are wanted
   */
  GaussNewton gaussNewton(
      SirenArchitecture architecture, FieldTensors psi, Signal signal, Set<FieldPart> wanted);

  /**
   * The same in few directions: with J the derivative of the values along each of them, {@code J^T
   * J} and {@code J^T r}.
   *
   * @param wanted parts that the directions move
   * @param directions {@code [directions, n]}: movements of the scales of all layers, then of the
   *     shifts of all layers, as far as they are wanted
   */
  default GaussNewton gaussNewton(
      SirenArchitecture architecture,
      FieldTensors psi,
      Signal signal,
      Set<FieldPart> wanted,
      double[][] directions) {
    return gaussNewton(architecture, psi, signal, wanted).along(directions);
  }

  /** Releases native memory; the engine is not usable afterwards. */
  @Override
  void close();

  /**
   * A loss with its gradient.
   *
   * @param loss mean squared error over points and channels
   * @param gradient present in the wanted parts
   */
  record LossGradient(double loss, FieldTensors gradient) {}

  /**
   * A gradient with its derivative along a direction.
   *
   * @param loss mean squared error over points and channels
   * @param gradient present in the wanted parts but the weights, whose gradient no pullback needs
   *     beside its derivative
   * @param derivative present in the wanted parts
   */
  record TangentGradient(double loss, FieldTensors gradient, FieldTensors derivative) {}

  /**
   * The quadratic model of a sum of squares: {@code error + 2 gradient^T x + x^T matrix x}.
   *
   * @param error {@code r^T r}, summed over points and channels
   * @param matrix {@code J^T J}, {@code [n, n]} row-major, symmetric
   * @param gradient {@code J^T r}, {@code [n]}
   */
  record GaussNewton(double error, double[] matrix, double[] gradient) {

    /** The model of the same sum of squares along directions, {@code [directions, n]}. */
    GaussNewton along(double[]... directions) {
      int n = gradient.length;
      int d = directions.length;
      double[] moved = new double[d * d];
      double[] slope = new double[d];
      double[] product = new double[n];
      for (int i = 0; i < d; i++) {
        for (int row = 0; row < n; row++) {
          double sum = 0;
          for (int column = 0; column < n; column++) {
            sum += matrix[row * n + column] * directions[i][column];
          }
          product[row] = sum;
        }
        for (int j = 0; j <= i; j++) {
          double sum = 0;
          for (int row = 0; row < n; row++) {
            sum += directions[j][row] * product[row];
          }
          moved[i * d + j] = sum;
          moved[j * d + i] = sum;
        }
        for (int row = 0; row < n; row++) {
          slope[i] += directions[i][row] * gradient[row];
        }
      }
      return new GaussNewton(error, moved, slope);
    }
  }
}
