package org.coinage.modulation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.coinage.field.FieldPart;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;

/**
 * Scales and shifts that are themselves the code, {@code m = z + c} with a learned c shared by all
 * signals (COIN++ without a latent). The published code starts c at 1 for scales and adds another
 * 1; here a fresh model starts at scale 1, and the effect lives only in parameters learned there.
 */
public final class DirectModulation extends VectorModulation {

  private static final String BIAS = "modulation_net.bias";

  private DirectModulation(SirenArchitecture architecture, ModulationVector vector) {
    super(
        architecture,
        vector,
        vector.length(),
        List.of(ParameterLayout.tensor(BIAS, vector.length())));
  }

  /** Codes that are the given parts: scales, shifts or both. */
  public static DirectModulation of(SirenArchitecture architecture, Set<FieldPart> parts) {
    return new DirectModulation(architecture, ModulationVector.of(architecture, parts));
  }

  /** Starts from the unmodulated field: c = 0. Draws nothing. */
  @Override
  public void initialize(Parameters theta, RandomGenerator random) {
    Arrays.fill(theta.tensor(BIAS), 0);
  }

  @Override
  double[] map(Parameters theta, double[] z) {
    double[] m = theta.tensor(BIAS).clone();
    DenseMatrix.add(1, z, m);
    return m;
  }

  @Override
  double[] mapPushforward(Parameters theta, double[] z, double[] zdot) {
    return zdot;
  }

  @Override
  public boolean affine() {
    return true;
  }

  @Override
  double[] mapPullbackCode(Parameters theta, double[] z, double[] mbar) {
    return mbar;
  }

  @Override
  void mapPullbackParameters(
      Parameters theta, double[] z, double[] mbar, double factor, ParameterGradient thetabar) {
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
    DenseMatrix.add(factor, mbardot, thetabardot.tensor(BIAS));
  }
}
