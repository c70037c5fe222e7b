package org.coinage.sparsity;

import java.util.Map;

/**
 * Adam (Kingma and Ba 2015) on a method's own parameters, without weight decay. Gates have
 * gradients that are as small as the weights they multiply, so their rate is one of its own. The
 * moments lie in the memory beside the parameters.
 *
 * @param rate learning rate
 */
record AuxiliaryAdam(double rate) {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final String FIRST = "adam.first.";
  private static final String SECOND = "adam.second.";

  AuxiliaryAdam {
    if (!(rate > 0 && rate <= 100)) {
      throw new IllegalArgumentException("rate = " + rate + " must be in (0, 100]");
    }
  }

  /** Puts an array through an update, counted from 1, and its moments; arrays are replaced. */
  void step(Map<String, double[]> memory, String name, double[] gradient, int updates) {
    double[] value = memory.get(name).clone();
    double[] first = moment(memory, FIRST + name, value.length);
    double[] second = moment(memory, SECOND + name, value.length);
    double unbiased = 1 / (1 - StrictMath.pow(BETA1, updates));
    double unbiasedSquare = 1 / (1 - StrictMath.pow(BETA2, updates));
    for (int i = 0; i < value.length; i++) {
      first[i] = BETA1 * first[i] + (1 - BETA1) * gradient[i];
      second[i] = BETA2 * second[i] + (1 - BETA2) * gradient[i] * gradient[i];
      value[i] -= rate * first[i] * unbiased / (Math.sqrt(second[i] * unbiasedSquare) + EPSILON);
    }
    memory.put(name, value);
    memory.put(FIRST + name, first);
    memory.put(SECOND + name, second);
  }

  private static double[] moment(Map<String, double[]> memory, String name, int length) {
    double[] found = memory.get(name);
    return found == null ? new double[length] : found.clone();
  }
}
