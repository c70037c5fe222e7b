package org.coinage.modulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class ModulationSpacesTest {

  private static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 4, 3, 3, 30);

  @Test
  void everyKindMakesASpace() {
    for (String kind : ModulationSpaces.kinds()) {
      assertThat(ModulationSpaces.create(SIREN, ModulationSettings.of(kind, 8)).codeDim())
          .isPositive();
    }
  }

  @Test
  void unknownKindNamesTheNearestAndAllKnown() {
    assertThatThrownBy(
            () -> ModulationSpaces.create(SIREN, ModulationSettings.of("latent-shfit", 8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'latent-shfit'")
        .hasMessageContaining("did you mean 'latent-shift'?")
        .hasMessageContaining("full-weights");
  }

  @Test
  void settingsOutOfRangeNameKeyValueAndRange() {
    assertThatThrownBy(() -> ModulationSettings.of("latent-shift", 0))
        .hasMessage("latentDim = 0 must be in [1, 65536]");
  }

  @Test
  void scalesComeBeforeShiftsAndCountFromOne() {
    DirectModulation space = DirectModulation.of(SIREN, Set.of(FieldPart.SCALES, FieldPart.SHIFTS));
    double[] m = new double[16];
    for (int i = 0; i < m.length; i++) {
      m[i] = i;
    }

    FieldTensors psi = space.apply(Parameters.zeros(space.layout()), m);

    assertThat(psi.scales()[0]).containsExactly(1, 2, 3, 4);
    assertThat(psi.scales()[1]).containsExactly(5, 6, 7, 8);
    assertThat(psi.shifts()[0]).containsExactly(8, 9, 10, 11);
    assertThat(psi.shifts()[1]).containsExactly(12, 13, 14, 15);
  }

  @Test
  void freshDirectModulationLeavesTheFieldAlone() {
    DirectModulation space = DirectModulation.of(SIREN, Set.of(FieldPart.SCALES));
    Parameters theta = Parameters.zeros(space.layout());
    space.initialize(theta, SeedTree.root(1).generator());

    FieldTensors psi = space.apply(theta, new double[space.codeDim()]);

    assertThat(List.of(psi.scales())).allSatisfy(layer -> assertThat(layer).containsOnly(1));
  }

  @Test
  void linearMapStartsInTheRangeOfPyTorch() {
    LatentModulation space = LatentModulation.shift(SIREN, 16);
    Parameters theta = Parameters.zeros(space.layout());
    space.initialize(theta, SeedTree.root(1).generator());

    for (String name : new String[] {"modulation_net.net.weight", "modulation_net.net.bias"}) {
      double largest = Arrays.stream(theta.tensor(name)).map(Math::abs).max().orElseThrow();
      assertThat(largest).isBetween(0.15, 0.25);
    }
  }

  @Test
  void tensorsAreNamedAsInTheSourceOfCoinPlusPlus() {
    var mlp = ModulationSpaces.create(SIREN, new ModulationSettings("latent-mlp", 5, 6, 3));

    assertThat(mlp.layout().tensors())
        .extracting(tensor -> tensor.name() + " " + tensor.shape())
        .containsExactly(
            "net.0.linear.weight [4, 2]",
            "net.0.linear.bias [4]",
            "net.1.linear.weight [4, 4]",
            "net.1.linear.bias [4]",
            "last_layer.linear.weight [3, 4]",
            "last_layer.linear.bias [3]",
            "modulation_net.net.0.weight [6, 5]",
            "modulation_net.net.0.bias [6]",
            "modulation_net.net.2.weight [6, 6]",
            "modulation_net.net.2.bias [6]",
            "modulation_net.net.4.weight [8, 6]",
            "modulation_net.net.4.bias [8]");
  }
}
