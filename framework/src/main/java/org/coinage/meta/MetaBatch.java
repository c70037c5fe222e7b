package org.coinage.meta;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.coinage.field.ParameterGradient;
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
    Mean mean = new Mean(1.0 / batch.size(), new ParameterGradient(theta.layout()));
    Queue<ParameterGradient> used = new ConcurrentLinkedQueue<>();
    threads.forEachInOrder(
        batch.size(),
        i -> metaGradient.of(theta, batch.get(i), random.child(i), zeros(theta, used)),
        gradient -> {
          mean.add(gradient);
          used.add(gradient.parameters());
        });
    return mean.result();
  }

  /** Memory of a signal that has been added, or more. */
  private static ParameterGradient zeros(Parameters theta, Queue<ParameterGradient> used) {
    ParameterGradient again = used.poll();
    if (again == null) {
      return new ParameterGradient(theta.layout());
    }
    again.clear();
    return again;
  }

  private static final class Mean {

    private final double share;
    private final ParameterGradient parameters;
    private double objective;
    private double distortion;
    private double bits;
    private double psnr;

    Mean(double share, ParameterGradient zeros) {
      this.share = share;
      this.parameters = zeros;
    }

    void add(SignalGradient gradient) {
      parameters.add(share, gradient.parameters());
      objective += share * gradient.value().objective();
      distortion += share * gradient.value().distortion();
      bits += share * gradient.value().bits();
      psnr -= share * 10 * Math.log10(gradient.value().distortion());
    }

    BatchGradient result() {
      return new BatchGradient(objective, distortion, bits, psnr, parameters.formed());
    }
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
