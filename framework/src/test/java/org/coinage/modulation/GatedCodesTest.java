package org.coinage.modulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

/** Gates on shifts; the contract holds for the code, its gates and the noise alike. */
class GatedCodesTest extends ModulationSpaceContractTest {

  private static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 4, 3, 2, 5);

  @Override
  protected ModulationSpace create(SirenArchitecture architecture) {
    return over(ModulationSpaces.create(architecture, ModulationSettings.of("direct-shift", 1)));
  }

  private static GatedCodes over(ModulationSpace space) {
    return new GatedCodes(space, 0.4);
  }

  @Override
  protected Set<FieldPart> expectedParts() {
    return Set.of(FieldPart.SHIFTS);
  }

  @Test
  void theSpaceBehindDecodesWhatIsStored() {
    ModulationSpace behind =
        ModulationSpaces.create(SIREN, ModulationSettings.of("direct-shift", 1));
    GatedCodes gated = over(behind);
    Parameters theta = Parameters.zeros(gated.layout());
    gated.initialize(theta, SeedTree.root(1).generator());
    double[] z = new double[gated.codeDim()];
    Arrays.fill(z, 0, 8, 0.5);
    Arrays.fill(z, 8, 12, -9); // closed
    Arrays.fill(z, 12, 16, 9); // open

    double[] stored = gated.sparse(theta, z);

    assertThat(stored).containsExactly(0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5);
    assertThat(gated.apply(theta, z).shifts()).isEqualTo(behind.apply(theta, stored).shifts());
  }

  @Test
  void noiseIsDrawnPerSignalAndNothingElseIs() {
    GatedCodes gated = (GatedCodes) create(SIREN);
    double[] start = gated.start(SeedTree.root(1));
    assertThat(Arrays.copyOf(start, 16)).containsOnly(0);
    assertThat(Arrays.copyOfRange(start, 16, 24)).doesNotContain(0);
    assertThat(gated.start(SeedTree.root(1))).isEqualTo(start);
    assertThat(gated.start(SeedTree.root(2))).isNotEqualTo(start);
  }

  @Test
  void theOpenShareIsTheLouizosProbability() {
    GatedCodes gated = (GatedCodes) create(SIREN);
    Parameters theta = Parameters.zeros(gated.layout());
    double[] z = new double[gated.codeDim()];
    // sigmoid(2/3 ln 11), Louizos et al. 2018, eq. 12, with beta = 2/3 and -gamma / zeta = 1/11
    assertThat(gated.open(theta, z)).isEqualTo(0.831822, within(1e-6));
    double[] slope = gated.openSlope(theta, z);
    z[8] = 1e-5;
    double ahead = gated.open(theta, z);
    z[8] = -1e-5;
    assertThat((ahead - gated.open(theta, z)) / 2e-5).isEqualTo(slope[0], within(1e-6));
  }
}
