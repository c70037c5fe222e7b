package org.coinage.modulation;

import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.SirenArchitecture;

class DirectShiftTest extends ModulationSpaceContractTest {

  @Override
  protected ModulationSpace create(SirenArchitecture architecture) {
    return ModulationSpaces.create(architecture, ModulationSettings.of("direct-shift", 1));
  }

  @Override
  protected Set<FieldPart> expectedParts() {
    return Set.of(FieldPart.SHIFTS);
  }
}
