package org.coinage.fitting;

import java.util.Objects;
import java.util.Optional;
import org.coinage.modulation.ModulationSpace;

/**
 * Settings of the inner loop.
 *
 * @param steps gradient steps in learning; COIN++ takes 3
 * @param stepSize constant step size, or where the learned ones start; COIN++ takes 1e-2
 * @param stepSizes which step sizes are learned
 * @param gates moved beside the code, where codes are to be sparse
 */
public record InnerLoopSettings(
    int steps, double stepSize, StepSizeKind stepSizes, Optional<InnerGates> gates) {

  /** COIN++'s inner loop: three steps of 1e-2. */
  public static final InnerLoopSettings COIN_PLUS_PLUS =
      new InnerLoopSettings(3, 1e-2, StepSizeKind.FIXED);

  /** Validates the settings. */
  public InnerLoopSettings {
    if (steps < 0 || steps > 10_000) {
      throw new IllegalArgumentException("steps = " + steps + " must be in [0, 10000]");
    }
    if (!(stepSize > 0 && stepSize <= 1e6)) {
      throw new IllegalArgumentException("stepSize = " + stepSize + " must be in (0, 1e6]");
    }
    Objects.requireNonNull(stepSizes, "stepSizes");
    if (gates.isPresent() && stepSizes.learned() && !stepSizes.perDimension()) {
      throw new IllegalArgumentException(
          "stepSizes = "
              + stepSizes
              + " would be one number for a code and its gates; take FIXED, PER_DIMENSION or"
              + " PER_STEP_AND_DIMENSION with gates");
    }
  }

  /** Without gates. */
  public InnerLoopSettings(int steps, double stepSize, StepSizeKind stepSizes) {
    this(steps, stepSize, stepSizes, Optional.empty());
  }

  /** The space that the inner loop moves in, for codes of a space. */
  public ModulationSpace over(ModulationSpace space) {
    return gates.<ModulationSpace>map(each -> each.over(space)).orElse(space);
  }
}
