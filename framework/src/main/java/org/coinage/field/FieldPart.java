package org.coinage.field;

import java.util.EnumSet;
import java.util.Set;

/** A part of the effective parameters for which a gradient can be asked. */
public enum FieldPart {
  /** Weights and biases of all layers. */
  WEIGHTS,
  /** Scales of the sine layers. */
  SCALES,
  /** Shifts of the sine layers. */
  SHIFTS;

  /** The given parts and the weights. */
  public static Set<FieldPart> withWeights(Set<FieldPart> parts) {
    Set<FieldPart> all = EnumSet.of(WEIGHTS);
    all.addAll(parts);
    return all;
  }

  /** The given parts but the weights. */
  public static Set<FieldPart> withoutWeights(Set<FieldPart> parts) {
    Set<FieldPart> rest = EnumSet.noneOf(FieldPart.class);
    rest.addAll(parts);
    rest.remove(WEIGHTS);
    return rest;
  }
}
