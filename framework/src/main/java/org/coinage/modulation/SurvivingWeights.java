package org.coinage.modulation;

import java.util.Arrays;
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
 * The weights and biases of a signal's own on a sparse base network: {@code psi = theta + s z},
 * where s is 0 for weights that are exactly zero in theta, and 1 for all others and for biases (Lee
 * et al., Meta-SparseINR, NeurIPS 2021, alg. 1: the inner loop moves only what is left). The code
 * is laid out as that of {@link FullWeights}; its entries at pruned weights stay zero and cost
 * nothing once coded.
 */
public final class SurvivingWeights implements ModulationSpace {

  private final FullWeights all;
  private final SirenParameters siren;

  /** The space of the weights that are left, and all biases, of a SIREN. */
  public SurvivingWeights(SirenArchitecture architecture) {
    all = new FullWeights(architecture);
    siren = new SirenParameters(architecture);
  }

  @Override
  public SirenArchitecture architecture() {
    return all.architecture();
  }

  @Override
  public ParameterLayout layout() {
    return all.layout();
  }

  @Override
  public int codeDim() {
    return all.codeDim();
  }

  @Override
  public int[] codeTensors() {
    return all.codeTensors();
  }

  @Override
  public Set<FieldPart> modulated() {
    return all.modulated();
  }

  @Override
  public boolean keepsZeros() {
    return true;
  }

  /** The map has no tensors of its own: nothing is drawn. */
  @Override
  public void initialize(Parameters theta, RandomGenerator random) {}

  @Override
  public FieldTensors apply(Parameters theta, double[] z) {
    return all.apply(theta, surviving(theta, z));
  }

  @Override
  public FieldTensors pushforward(Parameters theta, double[] z, double[] zdot) {
    return all.pushforward(theta, z, surviving(theta, zdot));
  }

  @Override
  public double[] pullbackCode(Parameters theta, double[] z, FieldTensors psibar) {
    return surviving(theta, all.pullbackCode(theta, z, psibar));
  }

  /** Pruned weights have a gradient too: methods that grow weights again ask for it. */
  @Override
  public void pullbackParameters(
      Parameters theta,
      double[] z,
      FieldTensors psibar,
      double factor,
      ParameterGradient thetabar) {
    all.pullbackParameters(theta, z, psibar, factor, thetabar);
  }

  @Override
  public double[] tangentPullbackCode(
      Parameters theta, double[] z, double[] zdot, FieldTensors psibar, FieldTensors psibardot) {
    return surviving(theta, all.tangentPullbackCode(theta, z, zdot, psibar, psibardot));
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
    all.tangentPullbackParameters(theta, z, zdot, psibar, psibardot, factor, thetabardot);
  }

  /** A code with entries at pruned weights zero; its own array where none is. */
  private double[] surviving(Parameters theta, double[] code) {
    double[] kept = code;
    int offset = 0;
    double[][] biases = siren.biases(theta);
    double[][] weights = siren.weights(theta);
    for (int l = 0; l < weights.length; l++) {
      for (int i = 0; i < weights[l].length && offset + i < code.length; i++) {
        if (weights[l][i] == 0 && code[offset + i] != 0) {
          kept = kept == code ? Arrays.copyOf(code, code.length) : kept;
          kept[offset + i] = 0;
        }
      }
      offset += weights[l].length + biases[l].length;
    }
    return kept;
  }
}
