package org.coinage.field.vector;

import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngineContractTest;
import org.coinage.field.Precision;
import org.coinage.field.reference.ReferenceEngine;
import org.coinage.kernel.PanelKernels;

class VectorEngineTest extends FieldEngineContractTest {

  /** It computes in binary32; in binary64 the reference engine is the oracle of its tangents. */
  @Override
  protected FieldEngine create(Precision precision) {
    return precision == Precision.FLOAT
        ? new VectorEngine(PanelKernels.best())
        : new ReferenceEngine(precision);
  }
}
