package org.coinage.kernel;

class ScalarKernelsTest extends PanelKernelsContractTest {

  @Override
  protected PanelKernels kernels() {
    return new ScalarKernels();
  }
}
