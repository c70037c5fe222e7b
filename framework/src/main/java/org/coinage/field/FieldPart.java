package org.coinage.field;

/** A part of the effective parameters for which a gradient can be asked. */
public enum FieldPart {
  /** Weights and biases of all layers. */
  WEIGHTS,
  /** Scales of the sine layers. */
  SCALES,
  /** Shifts of the sine layers. */
  SHIFTS
}
