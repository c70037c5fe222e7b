package org.coinage.experiments.cli;

import picocli.CommandLine.Option;

/** How many signals are at work at once. */
final class JobsOption {

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = {
        "Inputs at work at once (default: one per processor). Changes the time and the memory"
            + " taken, not what is written."
      })
  private Integer jobs;

  /**
   * Threads for so many inputs.
   *
   * @throws IllegalArgumentException if less than one job was asked for
   */
  Workshop open(int inputs) {
    int processors = Runtime.getRuntime().availableProcessors();
    if (jobs != null && jobs < 1) {
      throw new IllegalArgumentException("--jobs = " + jobs + " must be at least 1");
    }
    return new Workshop(jobs == null ? processors : jobs, inputs, processors);
  }
}
