package org.coinage.field.vector;

import java.util.Arrays;
import org.coinage.field.FieldTensors;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.WeightSelection;
import org.coinage.field.WeightSum;

/**
 * Gradients with respect to the weights of a field in the kernels' units and order, summed over
 * panels and passes, and those of its biases. Not thread-safe.
 */
final class PanelWeightSum implements WeightSum {

  private final SirenArchitecture architecture;
  private final PackedWeights packed;
  private final WeightSelection selection;
  private final LayerGradient[] weights;
  private final double[][] biases;

  /** An empty sum of gradients with respect to the selected ones of packed weights. */
  PanelWeightSum(SirenArchitecture architecture, PackedWeights packed, WeightSelection selection) {
    this.architecture = architecture;
    this.packed = packed;
    this.selection = selection;
    weights = new LayerGradient[architecture.layers()];
    biases = new double[weights.length][];
    for (int l = 0; l < weights.length; l++) {
      weights[l] = packed.gradient(l, selection);
      biases[l] = new double[architecture.fanOut(l)];
    }
  }

  /** Whether it can take gradients with respect to these weights. */
  boolean takes(PackedWeights others) {
    return packed.sameAs(others);
  }

  WeightSelection selection() {
    return selection;
  }

  void clear() {
    for (int l = 0; l < weights.length; l++) {
      weights[l].clear();
      Arrays.fill(biases[l], 0);
    }
  }

  LayerGradient layer(int l) {
    return weights[l];
  }

  double[] biases(int l) {
    return biases[l];
  }

  @Override
  public void addTo(double factor, double[][] toWeights, double[][] toBiases) {
    for (int l = 0; l < weights.length; l++) {
      weights[l].addTo(factor * packed.unit(l), toWeights[l]);
      for (int o = 0; o < biases[l].length; o++) {
        toBiases[l][o] += factor * biases[l][o];
      }
    }
  }

  /** The sum as tensors of its own. */
  FieldTensors toTensors() {
    double[][] plainWeights = new double[weights.length][];
    double[][] plainBiases = new double[weights.length][];
    for (int l = 0; l < weights.length; l++) {
      plainWeights[l] = new double[architecture.fanOut(l) * architecture.fanIn(l)];
      plainBiases[l] = new double[architecture.fanOut(l)];
    }
    addTo(1, plainWeights, plainBiases);
    return new FieldTensors(plainWeights, plainBiases, null, null);
  }
}
