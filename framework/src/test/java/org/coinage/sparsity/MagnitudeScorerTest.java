package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coinage.field.BiasInit;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

/** A drawn SIREN, 2-256x4-3 at w0 = 30, of which the smallest nine tenths are pruned together. */
class MagnitudeScorerTest {

  private static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 256, 5, 3, 30);

  private final SirenParameters layers = new SirenParameters(SIREN);
  private final List<NamedTensor> tensors = new ArrayList<>();
  private final Map<String, double[]> values = new TreeMap<>();

  MagnitudeScorerTest() {
    Parameters theta = Parameters.zeros(layers.layout());
    layers.initialize(theta, BiasInit.SIREN, SeedTree.root(1).generator());
    for (int l = 0; l < SIREN.layers(); l++) {
      String name = layers.weightName(l);
      tensors.add(
          new NamedTensor(name, SIREN.fanOut(l), SIREN.fanIn(l), NamedTensor.Role.WEIGHT, l, true));
      values.put(name, theta.tensor(name));
    }
  }

  @Test
  void rawMagnitudesPruneTheHiddenLayersAlone() throws IOException {
    JsonNode oracle = Oracles.read("oracles.json", "siren_global_magnitude90");
    Masks masks = pruned(MagnitudeScorer.RAW);
    assertThat(sparsity(masks, 0))
        .isCloseTo(oracle.path("first_sparsity").asDouble(), within(0.01));
    assertThat(sparsity(masks, 2))
        .isCloseTo(oracle.path("hidden_sparsity").asDouble(), within(0.002));
  }

  @Test
  void normalisedMagnitudesPruneAllLayersAlike() {
    Masks masks = pruned(MagnitudeScorer.NORMALISED);
    for (int l = 0; l < SIREN.layers(); l++) {
      assertThat(sparsity(masks, l)).isCloseTo(0.9, within(0.03));
    }
  }

  private Masks pruned(MagnitudeScorer scorer) {
    Map<String, double[]> scores = new TreeMap<>();
    for (NamedTensor tensor : tensors) {
      scores.put(tensor.name(), scorer.score(tensor, values.get(tensor.name())));
    }
    return new GlobalSelector().select(tensors, scores, 0.9);
  }

  private double sparsity(Masks masks, int layer) {
    return 1 - (double) masks.kept(layers.weightName(layer)) / tensors.get(layer).size();
  }
}
