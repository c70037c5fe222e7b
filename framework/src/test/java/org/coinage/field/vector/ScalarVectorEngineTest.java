package org.coinage.field.vector;

import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngineContractTest;
import org.coinage.field.Precision;
import org.coinage.field.reference.ReferenceEngine;
import org.coinage.kernel.ScalarKernels;

/** The same engine on the kernels of machines without a vector unit. */
class ScalarVectorEngineTest extends FieldEngineContractTest {

  @Override
  protected FieldEngine create(Precision precision) {
    return precision == Precision.FLOAT
        ? new VectorEngine(new ScalarKernels())
        : new ReferenceEngine(precision);
  }
}
