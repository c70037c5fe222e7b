package org.coinage.fitting;

import org.coinage.modulation.GatedCodes;
import org.coinage.modulation.ModulationSpace;

/**
 * Gates that an inner loop moves beside a code's entries, so that codes come out sparse (MSCN,
 * Schwarz and Teh 2022): each starts where the outer loop has learned it to.
 *
 * @param dropRate {@code 1 - alpha / (1 + alpha)} of a gate before learning, in (0, 1)
 * @param stepSize step size of the gates' log alpha, constant or where the learned ones start
 * @param price outer loss of a code all of whose gates are open, in mean squared error; at least 0
 */
public record InnerGates(double dropRate, double stepSize, double price) {

  /** Validates the settings. */
  public InnerGates {
    if (!(dropRate > 0 && dropRate < 1)) {
      throw new IllegalArgumentException("dropRate = " + dropRate + " must be in (0, 1)");
    }
    if (!(stepSize > 0 && stepSize <= 1e6)) {
      throw new IllegalArgumentException("stepSize = " + stepSize + " must be in (0, 1e6]");
    }
    if (!(price >= 0 && price < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("price = " + price + " must be at least 0, and finite");
    }
  }

  /** The space that the inner loop moves in. */
  public GatedCodes over(ModulationSpace space) {
    return new GatedCodes(space, StrictMath.log((1 - dropRate) / dropRate));
  }
}
