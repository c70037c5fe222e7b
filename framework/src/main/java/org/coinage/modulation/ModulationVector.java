package org.coinage.modulation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.SirenArchitecture;

/**
 * Layout of a modulation vector m, as in COIN++: the scales of all sine layers, then the shifts of
 * all sine layers, each only where modulated. Scales are stored as their difference from 1.
 *
 * @param width units per sine layer
 * @param sineLayers number of sine layers
 * @param scales whether scales are modulated
 * @param shifts whether shifts are modulated
 */
public record ModulationVector(int width, int sineLayers, boolean scales, boolean shifts) {

  /** Validates that something is modulated. */
  public ModulationVector {
    if (!scales && !shifts) {
      throw new IllegalArgumentException("a modulation vector holds scales, shifts or both");
    }
  }

  /** The vector that modulates the given parts of a SIREN. */
  public static ModulationVector of(SirenArchitecture architecture, Set<FieldPart> parts) {
    if (parts.contains(FieldPart.WEIGHTS)) {
      throw new IllegalArgumentException("a modulation vector holds no weights");
    }
    return new ModulationVector(
        architecture.width(),
        architecture.sineLayers(),
        parts.contains(FieldPart.SCALES),
        parts.contains(FieldPart.SHIFTS));
  }

  /** Number of entries. */
  public int length() {
    return width * sineLayers * (scales && shifts ? 2 : 1);
  }

  /** Scales, shifts or both. */
  public Set<FieldPart> parts() {
    EnumSet<FieldPart> parts = EnumSet.noneOf(FieldPart.class);
    if (scales) {
      parts.add(FieldPart.SCALES);
    }
    if (shifts) {
      parts.add(FieldPart.SHIFTS);
    }
    return parts;
  }

  /** Effective parameters with these weights and the scales and shifts of {@code m}. */
  FieldTensors apply(double[][] weights, double[][] biases, double[] m) {
    double[][] scaled = scales ? split(m, 0) : null;
    if (scaled != null) {
      for (double[] layer : scaled) {
        for (int i = 0; i < layer.length; i++) {
          layer[i] += 1;
        }
      }
    }
    return new FieldTensors(weights, biases, scaled, shifts ? split(m, shiftOffset()) : null);
  }

  /** The direction of the effective parameters as m moves along {@code mdot}. */
  FieldTensors pushforward(double[] mdot) {
    return new FieldTensors(
        null, null, scales ? split(mdot, 0) : null, shifts ? split(mdot, shiftOffset()) : null);
  }

  /** Gradient with respect to m, from that with respect to the effective parameters. */
  double[] pullback(FieldTensors psibar) {
    double[] mbar = new double[length()];
    if (scales) {
      gather(psibar.scales(), "scales", mbar, 0);
    }
    if (shifts) {
      gather(psibar.shifts(), "shifts", mbar, shiftOffset());
    }
    return mbar;
  }

  private int shiftOffset() {
    return scales ? width * sineLayers : 0;
  }

  private double[][] split(double[] m, int offset) {
    double[][] layers = new double[sineLayers][];
    for (int l = 0; l < sineLayers; l++) {
      layers[l] = Arrays.copyOfRange(m, offset + l * width, offset + (l + 1) * width);
    }
    return layers;
  }

  private void gather(double[][] layers, String part, double[] m, int offset) {
    if (layers == null) {
      throw new IllegalArgumentException(
          "the gradient has no " + part + ", but they depend on the code; ask the engine for them");
    }
    for (int l = 0; l < sineLayers; l++) {
      System.arraycopy(layers[l], 0, m, offset + l * width, width);
    }
  }
}
