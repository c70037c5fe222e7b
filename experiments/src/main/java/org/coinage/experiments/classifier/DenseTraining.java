package org.coinage.experiments.classifier;

import java.util.List;
import java.util.Map;
import org.coinage.sparsity.Masks;
import org.coinage.sparsity.OuterClock;
import org.coinage.sparsity.OuterGradients;
import org.coinage.sparsity.SparseState;
import org.coinage.sparsity.SparsityMethod;
import org.coinage.sparsity.WeightTransform;

/** Ordinary training, as a method that prunes nothing. */
final class DenseTraining implements SparsityMethod {

  private static final double[] NONE = {};

  private static final WeightTransform IDENTITY =
      new WeightTransform() {
        @Override
        public double[] effective(String tensor, double[] latent) {
          return latent.clone();
        }

        @Override
        public Pullback pullback(String tensor, double[] latent, double[] gradient) {
          return new Pullback(gradient, NONE);
        }
      };

  @Override
  public SparseState begin(SparseState start, OuterClock clock) {
    return start.withMemory(Map.of());
  }

  @Override
  public WeightTransform transform(SparseState state, OuterClock clock) {
    return IDENTITY;
  }

  @Override
  public SparseState after(
      SparseState prepared, SparseState stepped, OuterGradients gradients, OuterClock clock) {
    return stepped;
  }

  @Override
  public WeightTransform evaluation(SparseState state) {
    return IDENTITY;
  }

  @Override
  public Masks support(SparseState state) {
    return Masks.ones(List.of());
  }
}
