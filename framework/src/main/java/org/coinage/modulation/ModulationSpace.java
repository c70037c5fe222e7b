package org.coinage.modulation;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.kernel.SeedTree;

/**
 * How one signal's code z and the outer parameters theta make the effective parameters of its
 * field, {@code psi = m(theta, z)}, and the derivatives of that map (design: "What a modulation
 * space provides").
 *
 * <p>Pure functions on plain arrays in binary64, sums in index order: deterministic to the last bit
 * on every JVM, hence fit for the decoder. Stateless and thread-safe. {@code theta} may have more
 * tensors than {@link #layout()}; they are ignored.
 */
public interface ModulationSpace {

  /** The SIREN that is modulated. */
  SirenArchitecture architecture();

  /** Outer tensors: the SIREN's, then those of the map. */
  ParameterLayout layout();

  /** Length of a code. */
  int codeDim();

  /**
   * Lengths of the tensors that a code is made of, in order; entries of one are alike and may share
   * a quantizer's step. One tensor where a code is a vector.
   */
  default int[] codeTensors() {
    return new int[] {codeDim()};
  }

  /** Which parts of psi depend on z; what an inner step asks the engine for. */
  Set<FieldPart> modulated();

  /** Whether weights that are zero in theta are zero in every psi. */
  default boolean keepsZeros() {
    return !modulated().contains(FieldPart.WEIGHTS);
  }

  /**
   * Whether weights move along curves as the code moves along a line: then tangent pullbacks need
   * psibar's weights too.
   */
  default boolean bendsWeights() {
    return false;
  }

  /** Freshly initialised values of the map's own tensors, written into {@code theta}. */
  void initialize(Parameters theta, RandomGenerator random);

  /**
   * The code that an inner loop starts from in learning: all zeros, as in encoding, unless the
   * space draws something for every signal and step.
   */
  default double[] start(SeedTree random) {
    return new double[codeDim()];
  }

  /** {@code psi = m(theta, z)}. Components that do not depend on z are theta's own arrays. */
  FieldTensors apply(Parameters theta, double[] z);

  /** {@code psidot = dm/dz zdot}; absent where structurally zero. */
  FieldTensors pushforward(Parameters theta, double[] z, double[] zdot);

  /**
   * {@code dm/dz}, a row per entry of the code: the scales of all layers, then the shifts of all
   * layers, as far as they are {@link #modulated()}. For spaces that modulate nothing else.
   */
  default double[][] jacobian(Parameters theta, double[] z) {
    double[][] rows = new double[codeDim()][];
    for (int i = 0; i < rows.length; i++) {
      double[] unit = new double[rows.length];
      unit[i] = 1;
      rows[i] = pushforward(theta, z, unit).modulations();
    }
    return rows;
  }

  /** Whether {@link #jacobian} is the same at all codes. */
  default boolean affine() {
    return false;
  }

  /**
   * Gradient with respect to z, {@code (dm/dz)^T psibar}. Components of {@code psibar} that do not
   * depend on z are ignored and may be absent.
   */
  double[] pullbackCode(Parameters theta, double[] z, FieldTensors psibar);

  /**
   * Adds {@code factor (dm/dtheta)^T psibar} to {@code thetabar}; psibar has every part, but the
   * weights may be absent where they are theta's own and summed elsewhere.
   */
  void pullbackParameters(
      Parameters theta, double[] z, FieldTensors psibar, double factor, ParameterGradient thetabar);

  /**
   * Derivative of {@link #pullbackCode} along {@code zdot} while psibar moves along {@code
   * psibardot}.
   */
  double[] tangentPullbackCode(
      Parameters theta, double[] z, double[] zdot, FieldTensors psibar, FieldTensors psibardot);

  /** Adds {@code factor} times the derivative of {@link #pullbackParameters} along the same. */
  void tangentPullbackParameters(
      Parameters theta,
      double[] z,
      double[] zdot,
      FieldTensors psibar,
      FieldTensors psibardot,
      double factor,
      ParameterGradient thetabardot);
}
