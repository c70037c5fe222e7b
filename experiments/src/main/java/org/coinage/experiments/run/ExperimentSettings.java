package org.coinage.experiments.run;

import java.nio.file.Path;
import java.util.Optional;
import org.coinage.modulation.ModulationSettings;

/**
 * All settings of an experiment, as its configuration binds to them.
 *
 * @param name of the experiment; its runs lie in a folder of that name
 * @param seed root of all randomness
 * @param threads that work on different signals; 0 for one per processor
 * @param engine that computes gradients, or {@code auto}
 * @param data folder of downloaded data sets; for reference by other keys
 * @param output folder of all runs
 * @param photographs folder of a few real pictures to compress as well, by patches
 * @param dataset what is learned
 * @param field base network
 * @param modulation what a code changes in it
 * @param meta inner loop and order
 * @param training meta-training
 * @param sparsity whether and how the network is made sparse
 * @param quantization last stage
 * @param codec codebooks and evaluation
 */
public record ExperimentSettings(
    String name,
    long seed,
    int threads,
    String engine,
    Path data,
    Path output,
    Optional<Path> photographs,
    DatasetSettings dataset,
    FieldSettings field,
    ModulationSettings modulation,
    MetaSettings meta,
    TrainingSettings training,
    SparsitySettings sparsity,
    QuantizationSettings quantization,
    CodecSettings codec) {

  /** Validates the name and the threads. */
  public ExperimentSettings {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "name = " + name + " must consist of letters, digits, '.', '_' and '-'");
    }
    if (meta.innerLoop().gates().isPresent()
        && quantization instanceof QuantizationSettings.Retraining) {
      throw new IllegalArgumentException(
          "quantization = retraining has no place for the gates of meta.inner_loop.gates yet; take"
              + " quantization=post_hoc");
    }
    if (threads < 0 || threads > 1024) {
      throw new IllegalArgumentException("threads = " + threads + " must be in [0, 1024]");
    }
  }

  /** Threads to use on this machine. */
  int workers() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
