package org.coinage.experiments.benchmark;

/**
 * What is measured.
 *
 * @param hidden units per sine layer
 * @param layers linear layers, the output layer included
 * @param latent numbers of a code
 * @param batch signals of a step
 * @param points of a signal
 * @param innerSteps gradient steps per signal
 * @param threads that work on different signals
 * @param sparsity share of zeros in the weights between sine layers, whose gradient is then not
 *     formed
 * @param engine that computes gradients, or {@code auto}
 * @param warmUpSeconds before anything is measured: compilers need it
 * @param seconds measured at least
 */
public record BenchmarkSettings(
    int hidden,
    int layers,
    int latent,
    int batch,
    int points,
    int innerSteps,
    int threads,
    double sparsity,
    String engine,
    double warmUpSeconds,
    double seconds) {

  /** Validates what the records of the framework do not. */
  public BenchmarkSettings {
    if (batch < 1 || points < 1 || innerSteps < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "batch, points, innerSteps, threads = "
              + batch
              + ", "
              + points
              + ", "
              + innerSteps
              + ", "
              + threads
              + " must be at least 1");
    }
    if (!(sparsity >= 0 && sparsity < 1)) {
      throw new IllegalArgumentException("sparsity = " + sparsity + " must be in [0, 1)");
    }
    if (!(warmUpSeconds >= 0 && warmUpSeconds < 3600 && seconds > 0 && seconds < 3600)) {
      throw new IllegalArgumentException(
          "warmUpSeconds, seconds = " + warmUpSeconds + ", " + seconds + " must be in [0, 3600)");
    }
  }
}
