package org.coinage.experiments.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.coinage.kernel.SeedTree;
import org.coinage.sparsity.NamedTensor;
import org.coinage.training.SparsifiedParts;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class ClassifierNetworkTest {

  private static final SparsifiedParts ALL = new SparsifiedParts(true, true, true, false);

  private static final List<Integer> WIDTHS = List.of(5, 7, 4, 3);

  private static float[][] images(int count) {
    RandomGenerator random = SeedTree.root(3).generator();
    float[][] images = new float[count][5];
    for (float[] image : images) {
      for (int i = 0; i < image.length; i++) {
        image[i] = random.nextFloat();
      }
    }
    return images;
  }

  @Test
  void gradientsAreThoseOfTheMeanLossAndInTheOrderOfTheTensors() {
    ClassifierNetwork network = new ClassifierNetwork(WIDTHS, 1, DataType.DOUBLE, ALL);
    float[][] images = images(6);
    int[] labels = {0, 1, 2, 2, 1, 0};
    Map<String, double[]> values = network.values();
    Map<String, double[]> gradient = network.gradient(images, labels).gradient();
    double h = 1e-5;
    for (NamedTensor tensor : network.tensors()) {
      for (int i = 0; i < tensor.size(); i++) {
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
          Map<String, double[]> moved = new TreeMap<>(values);
          double[] shifted = values.get(tensor.name()).clone();
          shifted[i] += side == 0 ? -h : h;
          moved.put(tensor.name(), shifted);
          network.take(moved);
          losses[side] = network.gradient(images, labels).loss();
        }
        assertThat(gradient.get(tensor.name())[i])
            .as("%s[%d]", tensor.name(), i)
            .isCloseTo((losses[1] - losses[0]) / (2 * h), Offset.offset(1e-7));
      }
    }
  }

  /** A row of a weight tensor is what goes into one unit. */
  @Test
  void weightsAreRowsOfUnits() {
    ClassifierNetwork network = new ClassifierNetwork(List.of(2, 2), 1, DataType.DOUBLE, ALL);
    network.take(Map.of("0_W", new double[] {9, 0, 0, 1}, "0_b", new double[2]));
    float[][] images = {{1, 1}, {0.01f, 1}};
    assertThat(network.classify(images)).containsExactly(0, 1);
    assertThat(network.values().get("0_W")).containsExactly(9, 0, 0, 1);
  }

  @Test
  void aSeedGivesTheSameWeights() {
    ClassifierNetwork one = new ClassifierNetwork(WIDTHS, 4, DataType.FLOAT, ALL);
    ClassifierNetwork again = new ClassifierNetwork(WIDTHS, 4, DataType.FLOAT, ALL);
    ClassifierNetwork other = new ClassifierNetwork(WIDTHS, 5, DataType.FLOAT, ALL);
    assertThat(again.values().get("0_W")).isEqualTo(one.values().get("0_W"));
    assertThat(other.values().get("0_W")).isNotEqualTo(one.values().get("0_W"));
  }
}
