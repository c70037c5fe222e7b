package org.coinage.meta;

import java.util.List;
import org.coinage.field.Parameters;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.meta.MetaGradient.SignalGradient;
import org.coinage.signal.Signal;

/**
 * The mean meta-gradient of a batch: a parallel map over signals and a sum in signal order, hence
 * the same bits for any number of threads.
 */
public final class MetaBatch {

  private final MetaGradient metaGradient;
  private final OrderedMap threads;

  /** A batch evaluated on the given threads. */
  public MetaBatch(MetaGradient metaGradient, OrderedMap threads) {
    this.metaGradient = metaGradient;
    this.threads = threads;
  }

  /**
   * Means over the batch.
   *
   * @param random stream of this step; each signal gets the child of its position
   */
  public BatchGradient of(Parameters theta, List<Signal> batch, SeedTree random) {
    List<SignalGradient> gradients =
        threads.map(batch.size(), i -> metaGradient.of(theta, batch.get(i), random.child(i)));
    Parameters sum = Parameters.zeros(theta.layout());
    double objective = 0;
    double distortion = 0;
    double bits = 0;
    double psnr = 0;
    double share = 1.0 / batch.size();
    for (SignalGradient gradient : gradients) {
      sum.add(share, gradient.parameters());
      objective += share * gradient.value().objective();
      distortion += share * gradient.value().distortion();
      bits += share * gradient.value().bits();
      psnr -= share * 10 * Math.log10(gradient.value().distortion());
    }
    return new BatchGradient(objective, distortion, bits, psnr, sum);
  }

  /**
   * Means over a batch.
   *
   * @param objective outer objective
   * @param distortion mean squared error
   * @param bits estimated bits per code; 0 where the objective has no rate
   * @param psnr mean over signals of {@code -10 log10} of the mean squared error, in dB
   * @param parameters gradient of the mean objective
   */
  public record BatchGradient(
      double objective, double distortion, double bits, double psnr, Parameters parameters) {}
}
