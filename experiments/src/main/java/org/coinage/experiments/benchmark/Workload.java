package org.coinage.experiments.benchmark;

/** Work that can be done again and again, and how much of it is useful. */
public interface Workload extends AutoCloseable {

  /** Does it once. */
  void once();

  /** Signals treated. */
  int signals();

  /** Useful floating-point operations, a multiply-add counting two. */
  double flops();

  @Override
  void close();
}
