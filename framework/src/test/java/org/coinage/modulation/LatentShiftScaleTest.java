package org.coinage.modulation;

import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.SirenArchitecture;

class LatentShiftScaleTest extends ModulationSpaceContractTest {

  @Override
  protected ModulationSpace create(SirenArchitecture architecture) {
    return ModulationSpaces.create(architecture, ModulationSettings.of("latent-shift-scale", 7));
  }

  @Override
  protected Set<FieldPart> expectedParts() {
    return Set.of(FieldPart.SHIFTS, FieldPart.SCALES);
  }
}
