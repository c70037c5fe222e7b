package org.coinage.experiments.run;

import java.util.Objects;
import org.coinage.sparsity.BernoulliGates;
import org.coinage.sparsity.ConnectivityLearning;
import org.coinage.sparsity.DualAscent;
import org.coinage.sparsity.GateGranularity;
import org.coinage.sparsity.HardConcreteGate;
import org.coinage.sparsity.L0Gates;
import org.coinage.sparsity.LearningRateHistory;
import org.coinage.sparsity.SizeConstraint;
import org.coinage.sparsity.SizePressure;
import org.coinage.sparsity.SparsityMethod;
import org.coinage.training.SparsifiedParts;

/** Methods that learn what to keep beside the weights. */
public sealed interface GateSettings extends SparsitySettings.Method {

  /** Their counts are not exact, and closed gates may leave dead units. */
  @Override
  default boolean foldsDeadUnits() {
    return true;
  }

  /** What a gate opens; entries for methods that know nothing else. */
  default GateGranularity granularity() {
    return GateGranularity.ENTRIES;
  }

  @Override
  default void requireField() {
    if (parts().first() && granularity().weights() == GateGranularity.Group.COLUMN) {
      throw new IllegalArgumentException(
          "parts.first = true with granularity.weights = column would close coordinates of the"
              + " signal; set parts.first = false: units of the first layer are columns of the"
              + " next");
    }
  }

  /**
   * Hard concrete gates.
   *
   * @param granularity what a gate opens
   * @param sampled whether they are drawn; their medians otherwise
   * @param dropRate at the start
   * @param rate of log alpha under Adam
   * @param clamp bound on log alpha
   */
  record Gates(
      GateGranularity granularity, boolean sampled, double dropRate, double rate, double clamp) {

    /** Validates the settings. */
    public Gates {
      Objects.requireNonNull(granularity, "granularity");
      if (!(clamp > 0 && clamp <= 20)) {
        throw new IllegalArgumentException("clamp = " + clamp + " must be in (0, 20]");
      }
      var unused = new L0Gates.Settings(granularity, sampled, dropRate, rate);
    }

    L0Gates under(SizePressure pressure) {
      HardConcreteGate standard = HardConcreteGate.STANDARD;
      return new L0Gates(
          new HardConcreteGate(standard.beta(), standard.gamma(), standard.zeta(), clamp),
          new L0Gates.Settings(granularity, sampled, dropRate, rate),
          pressure);
    }
  }

  /**
   * Hard concrete gates at a price.
   *
   * @param price loss that the whole of the expected density is worth
   * @param gates that are learned
   * @param parts of the network
   */
  record PenalisedGates(double price, Gates gates, SparsifiedParts parts) implements GateSettings {

    /** Validates the price. */
    public PenalisedGates {
      SizePressure unused = new SizePressure.Penalty(price);
    }

    @Override
    public SparsityMethod method(LearningRateHistory dense) {
      return gates.under(new SizePressure.Penalty(price));
    }

    @Override
    public GateGranularity granularity() {
      return gates.granularity();
    }
  }

  /**
   * Hard concrete gates under a bound.
   *
   * @param target share of the dense size that is to be saved
   * @param measure what is bounded
   * @param bitsPerWeight of a stored weight, where bits are bounded
   * @param ascent of the multiplier
   * @param gates that are learned
   * @param parts of the network
   */
  record ConstrainedGates(
      double target,
      Measure measure,
      int bitsPerWeight,
      DualAscent ascent,
      Gates gates,
      SparsifiedParts parts)
      implements GateSettings {

    /** What a bound is on. */
    enum Measure {
      /** Expected share of weights that are not zero. */
      EXPECTED_SIZE,
      /** Bits of weights and mask. */
      MEASURED_BITS
    }

    /** Validates the bound. */
    public ConstrainedGates {
      if (!(target > 0 && target < 1)) {
        throw new IllegalArgumentException(
            "target = " + target + " must be in (0, 1): the share of the dense size to save");
      }
      SizeConstraint unused = new SizeConstraint.MeasuredBits(0.5, bitsPerWeight);
    }

    @Override
    public SparsityMethod method(LearningRateHistory dense) {
      SizeConstraint constraint =
          measure == Measure.EXPECTED_SIZE
              ? new SizeConstraint.ExpectedSize(1 - target)
              : new SizeConstraint.MeasuredBits(1 - target, bitsPerWeight);
      return gates.under(new SizePressure.Constrained(constraint, ascent));
    }

    @Override
    public GateGranularity granularity() {
      return gates.granularity();
    }
  }

  /**
   * Sparse connectivity learning.
   *
   * @param connectivity prices and rates
   * @param parts of the network
   */
  record Connectivity(ConnectivityLearning.Settings connectivity, SparsifiedParts parts)
      implements GateSettings {

    @Override
    public SparsityMethod method(LearningRateHistory dense) {
      return new ConnectivityLearning(connectivity);
    }
  }

  /**
   * Bernoulli variables.
   *
   * @param variables prices and rates
   * @param parts of the network
   */
  record Bernoulli(BernoulliGates.Settings variables, SparsifiedParts parts)
      implements GateSettings {

    @Override
    public SparsityMethod method(LearningRateHistory dense) {
      return new BernoulliGates(variables);
    }

    @Override
    public GateGranularity granularity() {
      return variables.granularity();
    }
  }
}
