package org.coinage.modulation;

import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.SirenArchitecture;

class LatentMlpShiftScaleTest extends ModulationSpaceContractTest {

  @Override
  protected ModulationSpace create(SirenArchitecture architecture) {
    return ModulationSpaces.create(
        architecture, new ModulationSettings("latent-mlp-shift-scale", 6, 9, 2));
  }

  @Override
  protected Set<FieldPart> expectedParts() {
    return Set.of(FieldPart.SHIFTS, FieldPart.SCALES);
  }
}
