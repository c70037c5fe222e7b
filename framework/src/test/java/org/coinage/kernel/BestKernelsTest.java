package org.coinage.kernel;

/** Whatever this machine takes: the vector kernels wherever the tests are run as the build does. */
class BestKernelsTest extends PanelKernelsContractTest {

  @Override
  protected PanelKernels kernels() {
    return PanelKernels.best();
  }
}
