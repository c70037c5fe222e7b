package org.coinage.sparsity;

/**
 * Learning rates of a round of retraining after pruning, as collected by Zimmer, Spiegel and
 * Pokutta ("How I Learned to Stop Worrying and Love Retraining", ICLR 2023). All but the first two
 * warm up over a tenth of the round, along half a cosine. Rates are factors on the largest rate of
 * the dense training.
 */
public enum RetrainingSchedule {
  /** Fine-tuning: the last rate of the dense training. */
  FT {
    @Override
    double factor(Round round, LearningRateHistory history) {
      return history.factor(history.steps() - 1);
    }
  },
  /** Learning-rate rewinding: the last rates of the dense training again. */
  LRW {
    @Override
    double factor(Round round, LearningRateHistory history) {
      return history.factor(Math.max(0, history.steps() - round.steps() + round.step()));
    }
  },
  /** The whole dense schedule, compressed into the round. */
  SLR {
    @Override
    double factor(Round round, LearningRateHistory history) {
      double at = round.progress() * history.steps();
      return round.warmUp() * history.factor(Math.min(history.steps() - 1, (long) Math.floor(at)));
    }
  },
  /** Half a cosine from the largest rate to the last one. */
  CLR {
    @Override
    double factor(Round round, LearningRateHistory history) {
      double last = history.factor(history.steps() - 1);
      double cosine = (1 + StrictMath.cos(StrictMath.PI * round.progress())) / 2;
      return round.warmUp() * (last + (1 - last) * cosine);
    }
  },
  /** Linear from the largest rate to 0. */
  LLR {
    @Override
    double factor(Round round, LearningRateHistory history) {
      return round.warmUp() * (1 - round.progress());
    }
  },
  /**
   * Linear to 0 from a rate that grows with the damage of pruning, at least the share of the dense
   * training that the round lasts.
   */
  ALLR {
    @Override
    double factor(Round round, LearningRateHistory history) {
      double least = Math.min(1, round.steps() / (double) history.steps());
      double start = Math.max(least, Math.min(1, round.damage()));
      return round.warmUp() * start * (1 - round.progress());
    }
  };

  /**
   * A step of a round.
   *
   * @param step from 0
   * @param steps of the round
   * @param damage relative change of the weights' norm by the round's pruning, divided by the
   *     square root of the share of weights it pruned: 1 for weights that are spread uniformly
   */
  public record Round(long step, long steps, double damage) {

    /** Validates the step. */
    public Round {
      if (steps < 1 || step < 0 || step >= steps) {
        throw new IllegalArgumentException(
            "step = %d must be in [0, steps), steps = %d at least 1".formatted(step, steps));
      }
      if (!(damage >= 0)) {
        throw new IllegalArgumentException("damage = " + damage + " must be at least 0");
      }
    }

    private long warmUpSteps() {
      return steps / 10;
    }

    /** Factor of the warm-up: above 0 at the first step, 1 once it is over. */
    private double warmUp() {
      long warm = warmUpSteps();
      return step >= warm ? 1 : (1 - StrictMath.cos(StrictMath.PI * (step + 1) / (warm + 1))) / 2;
    }

    /** Share of what follows the warm-up that is over, in [0, 1). */
    private double progress() {
      long warm = warmUpSteps();
      return step < warm ? 0 : (step - warm) / (double) (steps - warm);
    }
  }

  abstract double factor(Round round, LearningRateHistory history);

  /** {@code |w - pruned| / (|w| sqrt(share))} of norms over all tensors; 0 where nothing goes. */
  static double damage(double normBefore, double normRemoved, double share) {
    return normBefore == 0 || share <= 0 ? 0 : normRemoved / (normBefore * StrictMath.sqrt(share));
  }
}
