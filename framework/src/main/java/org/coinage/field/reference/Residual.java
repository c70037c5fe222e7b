package org.coinage.field.reference;

import org.coinage.signal.Signal;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss of a forward pass against a signal's features, and its gradient with respect to the
 * output.
 *
 * @param loss {@code 1/(P C) sum |y - t|^2}
 * @param difference {@code y - t}, {@code [points, channels]}
 * @param cotangent {@code 2 (y - t) / (P C)}, {@code [points, channels]}
 */
record Residual(double loss, double[] difference, INDArray cotangent) {

  static Residual of(Workspace workspace, ForwardPass forward, Signal signal) {
    int channels = forward.architecture().channels();
    if (signal.channels() != channels || signal.points() != forward.points()) {
      throw new IllegalArgumentException(
          "the field gives "
              + channels
              + " channels at "
              + forward.points()
              + " points, the signal has "
              + signal.channels()
              + " at "
              + signal.points());
    }
    float[] features = signal.features();
    double[] difference = workspace.read(forward.output());
    double sum = 0;
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= features[i];
      sum += difference[i] * difference[i];
    }
    double[] cotangent = new double[difference.length];
    for (int i = 0; i < cotangent.length; i++) {
      cotangent[i] = 2 * difference[i] / difference.length;
    }
    INDArray array = forward.outputScratch("cotangent");
    workspace.write(cotangent, array);
    return new Residual(sum / difference.length, difference, array);
  }
}
