package org.coinage.experiments.cli;

import org.coinage.kernel.OrderedMap;

/**
 * Threads for inputs, and for the patches of each. Where there are as many inputs at work as
 * processors, each works on its patches itself; where there are fewer, their patches share a pool
 * of all processors while the threads of the inputs wait. So never many more threads are busy than
 * there are processors.
 */
final class Workshop implements AutoCloseable {

  private final OrderedMap jobs;
  private final OrderedMap patches;

  Workshop(int jobs, int inputs, int processors) {
    int atOnce = Math.max(1, Math.min(jobs, inputs));
    this.jobs = new OrderedMap(atOnce);
    this.patches = new OrderedMap(atOnce >= processors ? 1 : processors);
  }

  /** Works on inputs. */
  OrderedMap jobs() {
    return jobs;
  }

  /** Works on the patches of an input; may be used by all inputs at once. */
  OrderedMap patches() {
    return patches;
  }

  @Override
  public void close() {
    jobs.close();
    patches.close();
  }
}
