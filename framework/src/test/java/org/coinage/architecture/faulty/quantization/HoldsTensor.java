package org.coinage.architecture.faulty.quantization;

import org.nd4j.linalg.api.ndarray.INDArray;

final class HoldsTensor {
  INDArray tensor;
}
