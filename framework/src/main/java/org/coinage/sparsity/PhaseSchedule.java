package org.coinage.sparsity;

/**
 * When AC/DC is dense and when compressed: dense warm-up, then phases of equal length, compressed
 * first and last, then a longer dense and a final compressed one. All lengths are shares of the
 * course.
 *
 * @param warmup dense steps at the start
 * @param phase each of the alternating phases
 * @param finalDense the last dense phase
 * @param finalSparse the last compressed phase
 */
public record PhaseSchedule(double warmup, double phase, double finalDense, double finalSparse) {

  /** Validates that an odd number of phases fits. */
  public PhaseSchedule {
    requireShare("warmup", warmup);
    requireShare("phase", phase);
    requireShare("finalDense", finalDense);
    requireShare("finalSparse", finalSparse);
    double phases = (1 - warmup - finalDense - finalSparse) / phase;
    if (Math.abs(phases - Math.rint(phases)) > 1e-6 || Math.rint(phases) % 2 != 1) {
      throw new IllegalArgumentException(
          ("1 - warmup - finalDense - finalSparse must be an odd number of phases, found %.4g of"
                  + " %s; they begin and end compressed")
              .formatted(phases, phase));
    }
  }

  private static void requireShare(String key, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(key + " = " + share + " must be in (0, 1)");
    }
  }

  /** The paper's on ImageNet: of 100 epochs 10 dense, 13 phases of 5, 10 dense, 15 compressed. */
  public static final PhaseSchedule IMAGENET = new PhaseSchedule(0.1, 0.05, 0.1, 0.15);

  /** Whether a step is in a compressed phase. */
  public boolean isCompressed(long step, long steps) {
    int phases = (int) Math.rint((1 - warmup - finalDense - finalSparse) / phase);
    if (step < Math.round(warmup * steps)) {
      return false;
    }
    for (int i = 1; i <= phases; i++) {
      if (step < Math.round((warmup + i * phase) * steps)) {
        return i % 2 == 1;
      }
    }
    return step >= Math.round((1 - finalSparse) * steps);
  }

  /** Whether a step is the first of its phase; the first step of all is. */
  boolean isSwitch(long step, long steps) {
    return step == 0 || isCompressed(step, steps) != isCompressed(step - 1, steps);
  }
}
