package org.coinage.modulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class SurvivingWeightsTest extends ModulationSpaceContractTest {

  private static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 4, 3, 2, 5);

  @Override
  protected ModulationSpace create(SirenArchitecture architecture) {
    return ModulationSpaces.create(architecture, ModulationSettings.of("surviving-weights", 1));
  }

  @Override
  protected Set<FieldPart> expectedParts() {
    return Set.of(FieldPart.WEIGHTS);
  }

  @Test
  void whatIsZeroInTheBaseStaysZeroInEveryFieldAndOutOfEveryStep() {
    ModulationSpace space = create(SIREN);
    ModulationSpace dense = new FullWeights(SIREN);
    Parameters theta = Parameters.zeros(space.layout());
    SirenParameters siren = new SirenParameters(SIREN);
    siren.initialize(theta, BiasInit.SIREN, SeedTree.root(1).generator());
    double[] hidden = theta.tensor(siren.weightName(1));
    Arrays.fill(hidden, 0, 12, 0);
    Arrays.fill(theta.tensor(siren.biasName(1)), 0); // biases move, zero or not
    double[] code = new double[space.codeDim()];
    Arrays.fill(code, 0.5);

    FieldTensors field = space.apply(theta, code);
    assertThat(Arrays.copyOf(field.weights()[1], 12)).containsOnly(0);
    assertThat(Arrays.copyOfRange(field.weights()[1], 12, 16)).doesNotContain(0);
    assertThat(field.biases()[1]).containsOnly(0.5);
    assertThat(field.weights()[0]).isEqualTo(dense.apply(theta, code).weights()[0]);

    FieldTensors ones = dense.pushforward(theta, code, code);
    double[] step = space.pullbackCode(theta, code, ones);
    int first = space.codeTensors()[0] + space.codeTensors()[1];
    assertThat(Arrays.copyOfRange(step, first, first + 12)).containsOnly(0);
    assertThat(Arrays.stream(step).filter(entry -> entry == 0)).hasSize(12);
    assertThat(space.pushforward(theta, code, code).weights()[1]).isEqualTo(step(step, first));
  }

  private static double[] step(double[] code, int from) {
    return Arrays.copyOfRange(code, from, from + 16);
  }
}
