package org.coinage.modulation;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.coinage.field.FieldPart;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;

/**
 * A linear map from a latent code to scales and shifts, {@code m = M z + c} (Dupont et al., COIN++,
 * TMLR 2022; functa, ICML 2022). Each entry of m is {@code c_i + M_i0 z_0 + M_i1 z_1 + ...}, summed
 * from left to right.
 */
public final class LatentModulation extends VectorModulation {

  private static final String WEIGHT = "modulation_net.net.weight";
  private static final String BIAS = "modulation_net.net.bias";

  private LatentModulation(SirenArchitecture architecture, ModulationVector vector, int latentDim) {
    super(
        architecture,
        vector,
        latentDim,
        List.of(
            ParameterLayout.tensor(WEIGHT, vector.length(), latentDim),
            ParameterLayout.tensor(BIAS, vector.length())));
  }

  /** A map from {@code latentDim} numbers to the given parts: scales, shifts or both. */
  public static LatentModulation of(
      SirenArchitecture architecture, Set<FieldPart> parts, int latentDim) {
    return new LatentModulation(architecture, ModulationVector.of(architecture, parts), latentDim);
  }

  /** Shifts from a latent code: COIN++ and functa as published. */
  public static LatentModulation shift(SirenArchitecture architecture, int latentDim) {
    return of(architecture, Set.of(FieldPart.SHIFTS), latentDim);
  }

  /** PyTorch's default for a linear layer: all entries uniform in +-1/sqrt(latentDim). */
  @Override
  public void initialize(Parameters theta, RandomGenerator random) {
    DenseMatrix.initialize(theta.tensor(WEIGHT), codeDim(), random);
    DenseMatrix.initialize(theta.tensor(BIAS), codeDim(), random);
  }

  @Override
  double[] map(Parameters theta, double[] z) {
    return DenseMatrix.multiplyAdd(theta.tensor(WEIGHT), z, theta.tensor(BIAS));
  }

  @Override
  double[] mapPushforward(Parameters theta, double[] z, double[] zdot) {
    return DenseMatrix.multiply(theta.tensor(WEIGHT), zdot, vector().length());
  }

  /** The columns of M. */
  @Override
  public double[][] jacobian(Parameters theta, double[] z) {
    double[] matrix = theta.tensor(WEIGHT);
    double[][] rows = new double[codeDim()][vector().length()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = matrix[j * rows.length + i];
      }
    }
    return rows;
  }

  @Override
  public boolean affine() {
    return true;
  }

  @Override
  double[] mapPullbackCode(Parameters theta, double[] z, double[] mbar) {
    return DenseMatrix.multiplyTransposed(theta.tensor(WEIGHT), mbar, codeDim());
  }

  @Override
  void mapPullbackParameters(
      Parameters theta, double[] z, double[] mbar, double factor, ParameterGradient thetabar) {
    thetabar.addOuter(WEIGHT, factor, mbar, z);
    DenseMatrix.add(factor, mbar, thetabar.tensor(BIAS));
  }

  @Override
  void mapTangentPullbackParameters(
      Parameters theta,
      double[] z,
      double[] zdot,
      double[] mbar,
      double[] mbardot,
      double factor,
      ParameterGradient thetabardot) {
    thetabardot.addOuter(WEIGHT, factor, mbardot, z);
    thetabardot.addOuter(WEIGHT, factor, mbar, zdot);
    DenseMatrix.add(factor, mbardot, thetabardot.tensor(BIAS));
  }
}
