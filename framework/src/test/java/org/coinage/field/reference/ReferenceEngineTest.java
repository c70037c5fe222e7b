package org.coinage.field.reference;

import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngineContractTest;
import org.coinage.field.Precision;

class ReferenceEngineTest extends FieldEngineContractTest {

  @Override
  protected FieldEngine create(Precision precision) {
    return new ReferenceEngine(precision);
  }
}
