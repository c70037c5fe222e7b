package org.coinage.modulation;

import java.util.List;
import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;

/**
 * A space whose code makes one modulation vector m of scales and shifts, while weights and biases
 * are shared by all signals. Subclasses are the maps z -> m, linear or piecewise linear in z.
 */
public abstract sealed class VectorModulation implements ModulationSpace
    permits LatentModulation, LatentMlpModulation, DirectModulation {

  private final SirenParameters siren;
  private final ModulationVector vector;
  private final ParameterLayout layout;
  private final int codeDim;

  VectorModulation(
      SirenArchitecture architecture,
      ModulationVector vector,
      int codeDim,
      List<ParameterLayout.Tensor> mapTensors) {
    if (codeDim < 1) {
      throw new IllegalArgumentException("latentDim = " + codeDim + " must be at least 1");
    }
    this.siren = new SirenParameters(architecture);
    this.vector = vector;
    this.layout = siren.layout().plus(mapTensors);
    this.codeDim = codeDim;
  }

  /** {@code m(z)}. */
  abstract double[] map(Parameters theta, double[] z);

  /** {@code dm/dz zdot}. */
  abstract double[] mapPushforward(Parameters theta, double[] z, double[] zdot);

  /** {@code (dm/dz)^T mbar}. */
  abstract double[] mapPullbackCode(Parameters theta, double[] z, double[] mbar);

  /** Adds {@code factor (dm/dtheta)^T mbar}. */
  abstract void mapPullbackParameters(
      Parameters theta, double[] z, double[] mbar, double factor, ParameterGradient thetabar);

  /** Adds {@code factor} times the derivative of {@link #mapPullbackParameters}. */
  abstract void mapTangentPullbackParameters(
      Parameters theta,
      double[] z,
      double[] zdot,
      double[] mbar,
      double[] mbardot,
      double factor,
      ParameterGradient thetabardot);

  /** Layout of the modulation vector. */
  public final ModulationVector vector() {
    return vector;
  }

  @Override
  public final SirenArchitecture architecture() {
    return siren.architecture();
  }

  @Override
  public final ParameterLayout layout() {
    return layout;
  }

  @Override
  public final int codeDim() {
    return codeDim;
  }

  @Override
  public final Set<FieldPart> modulated() {
    return vector.parts();
  }

  @Override
  public final FieldTensors apply(Parameters theta, double[] z) {
    return vector.apply(siren.weights(theta), siren.biases(theta), map(theta, checked(z)));
  }

  @Override
  public final FieldTensors pushforward(Parameters theta, double[] z, double[] zdot) {
    return vector.pushforward(mapPushforward(theta, checked(z), checked(zdot)));
  }

  @Override
  public final double[] pullbackCode(Parameters theta, double[] z, FieldTensors psibar) {
    return mapPullbackCode(theta, checked(z), vector.pullback(psibar));
  }

  @Override
  public final void pullbackParameters(
      Parameters theta,
      double[] z,
      FieldTensors psibar,
      double factor,
      ParameterGradient thetabar) {
    addShared(psibar, factor, thetabar);
    mapPullbackParameters(theta, checked(z), vector.pullback(psibar), factor, thetabar);
  }

  /** The map is piecewise linear in z, so only the movement of psibar counts. */
  @Override
  public final double[] tangentPullbackCode(
      Parameters theta, double[] z, double[] zdot, FieldTensors psibar, FieldTensors psibardot) {
    return pullbackCode(theta, z, psibardot);
  }

  @Override
  public final void tangentPullbackParameters(
      Parameters theta,
      double[] z,
      double[] zdot,
      FieldTensors psibar,
      FieldTensors psibardot,
      double factor,
      ParameterGradient thetabardot) {
    addShared(psibardot, factor, thetabardot);
    mapTangentPullbackParameters(
        theta,
        checked(z),
        checked(zdot),
        vector.pullback(psibar),
        vector.pullback(psibardot),
        factor,
        thetabardot);
  }

  private void addShared(FieldTensors psibar, double factor, ParameterGradient thetabar) {
    if (!psibar.hasWeights()) {
      return; // whoever keeps a sum of them adds it
    }
    double[][] weights = siren.weights(thetabar);
    double[][] biases = siren.biases(thetabar);
    for (int l = 0; l < weights.length; l++) {
      DenseMatrix.add(factor, psibar.weights()[l], weights[l]);
      DenseMatrix.add(factor, psibar.biases()[l], biases[l]);
    }
  }

  private double[] checked(double[] code) {
    if (code.length != codeDim) {
      throw new IllegalArgumentException(
          "a code has " + codeDim + " entries, found " + code.length);
    }
    return code;
  }
}
