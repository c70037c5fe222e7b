package org.coinage.meta;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.modulation.ModulationSpace;

/** Codes that are added to the output bias: the field is affine in them. */
final class OutputBiasSpace implements ModulationSpace {

  private final SirenParameters siren;
  private final int last;

  OutputBiasSpace(SirenArchitecture architecture) {
    siren = new SirenParameters(architecture);
    last = architecture.layers() - 1;
  }

  @Override
  public SirenArchitecture architecture() {
    return siren.architecture();
  }

  @Override
  public ParameterLayout layout() {
    return siren.layout();
  }

  @Override
  public int codeDim() {
    return architecture().channels();
  }

  @Override
  public Set<FieldPart> modulated() {
    return Set.of(FieldPart.WEIGHTS);
  }

  @Override
  public void initialize(Parameters theta, RandomGenerator random) {}

  @Override
  public FieldTensors apply(Parameters theta, double[] z) {
    double[][] biases = siren.biases(theta);
    biases[last] = biases[last].clone();
    add(1, z, biases[last]);
    return new FieldTensors(siren.weights(theta), biases, null, null);
  }

  @Override
  public FieldTensors pushforward(Parameters theta, double[] z, double[] zdot) {
    FieldTensors zero = siren.view(Parameters.zeros(layout()));
    add(1, zdot, zero.biases()[last]);
    return zero;
  }

  @Override
  public double[] pullbackCode(Parameters theta, double[] z, FieldTensors psibar) {
    return psibar.biases()[last].clone();
  }

  @Override
  public void pullbackParameters(
      Parameters theta,
      double[] z,
      FieldTensors psibar,
      double factor,
      ParameterGradient thetabar) {
    for (int l = 0; l <= last; l++) {
      add(factor, psibar.weights()[l], siren.weights(thetabar)[l]);
      add(factor, psibar.biases()[l], siren.biases(thetabar)[l]);
    }
  }

  @Override
  public double[] tangentPullbackCode(
      Parameters theta, double[] z, double[] zdot, FieldTensors psibar, FieldTensors psibardot) {
    return pullbackCode(theta, z, psibardot);
  }

  @Override
  public void tangentPullbackParameters(
      Parameters theta,
      double[] z,
      double[] zdot,
      FieldTensors psibar,
      FieldTensors psibardot,
      double factor,
      ParameterGradient thetabardot) {
    pullbackParameters(theta, z, psibardot, factor, thetabardot);
  }

  private static void add(double factor, double[] source, double[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * source[i];
    }
  }
}
