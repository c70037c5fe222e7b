package org.coinage.modulation;

import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.SirenArchitecture;

class LatentMlpTest extends ModulationSpaceContractTest {

  @Override
  protected ModulationSpace create(SirenArchitecture architecture) {
    return ModulationSpaces.create(architecture, new ModulationSettings("latent-mlp", 6, 11, 3));
  }

  @Override
  protected Set<FieldPart> expectedParts() {
    return Set.of(FieldPart.SHIFTS);
  }
}
