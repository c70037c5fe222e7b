package org.coinage.experiments.benchmark;

import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.PanelKernels;

/** The multiply-adds a machine can do at all: independent chains in registers, nothing else. */
final class FmaPeak implements Workload {

  private static final int ROUNDS = 4_000_000;

  private final PanelKernels kernels = PanelKernels.best();
  private final OrderedMap threads;

  FmaPeak(int threads) {
    this.threads = new OrderedMap(threads);
  }

  @Override
  public void once() {
    for (float result : threads.map(threads.threads(), i -> kernels.spin(ROUNDS))) {
      if (!Float.isFinite(result)) { // and so the work cannot be left out
        throw new IllegalStateException("the chains converge, found " + result);
      }
    }
  }

  @Override
  public int signals() {
    return 0;
  }

  @Override
  public double flops() {
    return 2.0 * threads.threads() * kernels.spinMultiplyAdds() * ROUNDS;
  }

  @Override
  public String toString() {
    return "peak, kernels " + kernels.name() + ", " + threads.threads() + " threads";
  }

  @Override
  public void close() {
    threads.close();
  }
}
