package org.coinage.fitting;

import java.util.Arrays;
import java.util.List;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;

/**
 * Step sizes of the inner loop: constant, or a tensor {@value #TENSOR} of the outer parameters.
 *
 * <p>Immutable and thread-safe. Steps beyond those learned repeat the last one's sizes.
 */
public final class StepSizes {

  /** Name of the learned tensor, {@code [steps or 1, codeDim or 1]}, twice as wide with gates. */
  public static final String TENSOR = "inner.step_size";

  private final InnerLoopSettings settings;
  private final int codeDim;
  private final int moved;
  private final int length;

  /**
   * Step sizes for codes of the given length. With gates the inner loop moves three times as many
   * numbers: the code, its gates, and the noise, whose step size is 0.
   */
  public StepSizes(InnerLoopSettings settings, int codeDim) {
    this.settings = settings;
    this.codeDim = codeDim;
    this.moved = settings.gates().isPresent() ? 2 * codeDim : codeDim;
    this.length = settings.gates().isPresent() ? 3 * codeDim : codeDim;
  }

  /** The settings they were made from. */
  public InnerLoopSettings settings() {
    return settings;
  }

  /** Tensors to add to the outer parameters: none if nothing is learned. */
  public List<ParameterLayout.Tensor> tensors() {
    return settings.stepSizes().learned()
        ? List.of(ParameterLayout.tensor(TENSOR, rows(), columns()))
        : List.of();
  }

  /** Writes the starting values. */
  public void initialize(Parameters theta) {
    if (settings.stepSizes().learned()) {
      for (int row = 0; row < rows(); row++) {
        start(theta.tensor(TENSOR), row * columns(), columns());
      }
    }
  }

  /** The sizes that are set: the code's, then those of its gates. */
  private void start(double[] sizes, int offset, int count) {
    int own = Math.min(count, codeDim);
    Arrays.fill(sizes, offset, offset + own, settings.stepSize());
    settings
        .gates()
        .ifPresent(gates -> Arrays.fill(sizes, offset + own, offset + count, gates.stepSize()));
  }

  /** Step sizes of an inner step, one per number that it moves. */
  public double[] at(Parameters theta, int step) {
    double[] sizes = new double[length];
    if (!settings.stepSizes().learned()) {
      start(sizes, 0, moved);
      return sizes;
    }
    double[] learned = theta.tensor(TENSOR);
    int offset = row(step) * columns();
    if (settings.stepSizes().perDimension()) {
      System.arraycopy(learned, offset, sizes, 0, columns());
    } else {
      Arrays.fill(sizes, learned[offset]);
    }
    return sizes;
  }

  /**
   * Adds a gradient with respect to the sizes of one step to the learned tensor's gradient.
   *
   * @param sizeGradient one per number that is moved, as if each had a size of its own
   */
  public void accumulate(int step, double[] sizeGradient, ParameterGradient gradient) {
    if (!settings.stepSizes().learned()) {
      return;
    }
    double[] learned = gradient.tensor(TENSOR);
    int offset = row(step) * columns();
    for (int i = 0; i < moved; i++) {
      learned[offset + (settings.stepSizes().perDimension() ? i : 0)] += sizeGradient[i];
    }
  }

  private int rows() {
    return settings.stepSizes().perStep() ? Math.max(1, settings.steps()) : 1;
  }

  private int columns() {
    return settings.stepSizes().perDimension() ? moved : 1;
  }

  private int row(int step) {
    return Math.min(step, rows() - 1);
  }
}
