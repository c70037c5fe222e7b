package org.coinage.modulation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;

/**
 * Every weight and bias of a signal's own, {@code psi = theta + z}, learned as an initialisation
 * (Finn et al., MAML, ICML 2017; Struempler et al., ECCV 2022). The code is the difference from the
 * initialisation, in layout order: weight and bias of the first layer, of the second, ...
 */
public final class FullWeights implements ModulationSpace {

  private final SirenParameters siren;

  /** The space of all weights and biases of a SIREN. */
  public FullWeights(SirenArchitecture architecture) {
    siren = new SirenParameters(architecture);
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
    return siren.layout().size();
  }

  /** Weight and bias of each layer. */
  @Override
  public int[] codeTensors() {
    return siren.layout().tensors().stream().mapToInt(ParameterLayout.Tensor::size).toArray();
  }

  @Override
  public Set<FieldPart> modulated() {
    return EnumSet.of(FieldPart.WEIGHTS);
  }

  /** The map has no tensors of its own: nothing is drawn. */
  @Override
  public void initialize(Parameters theta, RandomGenerator random) {}

  @Override
  public FieldTensors apply(Parameters theta, double[] z) {
    FieldTensors psi = split(z);
    double[][] weights = siren.weights(theta);
    double[][] biases = siren.biases(theta);
    for (int l = 0; l < weights.length; l++) {
      DenseMatrix.add(1, weights[l], psi.weights()[l]);
      DenseMatrix.add(1, biases[l], psi.biases()[l]);
    }
    return psi;
  }

  @Override
  public FieldTensors pushforward(Parameters theta, double[] z, double[] zdot) {
    return split(zdot);
  }

  @Override
  public double[] pullbackCode(Parameters theta, double[] z, FieldTensors psibar) {
    if (!psibar.hasWeights()) {
      throw new IllegalArgumentException(
          "the gradient has no weights, but they depend on the code; ask the engine for them");
    }
    double[] zbar = new double[codeDim()];
    int offset = 0;
    for (int l = 0; l < psibar.weights().length; l++) {
      offset = put(psibar.weights()[l], zbar, offset);
      offset = put(psibar.biases()[l], zbar, offset);
    }
    return zbar;
  }

  @Override
  public void pullbackParameters(
      Parameters theta,
      double[] z,
      FieldTensors psibar,
      double factor,
      ParameterGradient thetabar) {
    double[][] weights = siren.weights(thetabar);
    double[][] biases = siren.biases(thetabar);
    for (int l = 0; l < weights.length; l++) {
      DenseMatrix.add(factor, psibar.weights()[l], weights[l]);
      DenseMatrix.add(factor, psibar.biases()[l], biases[l]);
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

  private FieldTensors split(double[] code) {
    if (code.length != codeDim()) {
      throw new IllegalArgumentException(
          "a code has " + codeDim() + " entries, found " + code.length);
    }
    SirenArchitecture shape = architecture();
    double[][] weights = new double[shape.layers()][];
    double[][] biases = new double[shape.layers()][];
    int offset = 0;
    for (int l = 0; l < shape.layers(); l++) {
      int size = shape.fanOut(l) * shape.fanIn(l);
      weights[l] = Arrays.copyOfRange(code, offset, offset + size);
      biases[l] = Arrays.copyOfRange(code, offset + size, offset + size + shape.fanOut(l));
      offset += size + shape.fanOut(l);
    }
    return new FieldTensors(weights, biases, null, null);
  }

  private static int put(double[] source, double[] target, int offset) {
    System.arraycopy(source, 0, target, offset, source.length);
    return offset + source.length;
  }
}
