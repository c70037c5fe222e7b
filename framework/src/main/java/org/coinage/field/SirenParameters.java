package org.coinage.field;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Where the weights and biases of a SIREN lie among the outer parameters: {@code
 * net.{l}.linear.weight} {@code [out, in]} and {@code net.{l}.linear.bias} {@code [out]} for the
 * sine layers, {@code last_layer.linear.weight} and {@code .bias} for the output layer.
 *
 * <p>Immutable and thread-safe. Parameters given to it may have further tensors, in any order.
 */
public final class SirenParameters {

  private final SirenArchitecture architecture;
  private final List<String> weightNames = new ArrayList<>();
  private final List<String> biasNames = new ArrayList<>();
  private final ParameterLayout layout;

  /** The tensors of an architecture. */
  public SirenParameters(SirenArchitecture architecture) {
    this.architecture = architecture;
    List<ParameterLayout.Tensor> tensors = new ArrayList<>();
    for (int l = 0; l < architecture.layers(); l++) {
      String prefix =
          l < architecture.sineLayers() ? "net." + l + ".linear." : "last_layer.linear.";
      weightNames.add(prefix + "weight");
      biasNames.add(prefix + "bias");
      tensors.add(
          ParameterLayout.tensor(
              weightNames.get(l), architecture.fanOut(l), architecture.fanIn(l)));
      tensors.add(ParameterLayout.tensor(biasNames.get(l), architecture.fanOut(l)));
    }
    layout = new ParameterLayout(tensors);
  }

  /** The SIREN whose tensors these are. */
  public SirenArchitecture architecture() {
    return architecture;
  }

  /** Weight and bias of each layer, from the first layer to the last. */
  public ParameterLayout layout() {
    return layout;
  }

  /** Name of the weight of layer {@code l}, counted from 0. */
  public String weightName(int layer) {
    return weightNames.get(layer);
  }

  /** Name of the bias of layer {@code l}, counted from 0. */
  public String biasName(int layer) {
    return biasNames.get(layer);
  }

  /** Theta's own weight arrays, per layer; shared, not copied. */
  public double[][] weights(Parameters theta) {
    return arrays(theta::tensor, weightNames);
  }

  /** The gradient's weight arrays, per layer, to be added to. */
  public double[][] weights(ParameterGradient gradient) {
    return arrays(gradient::tensor, weightNames);
  }

  /** Theta's own bias arrays, per layer; shared, not copied. */
  public double[][] biases(Parameters theta) {
    return arrays(theta::tensor, biasNames);
  }

  /** The gradient's bias arrays, per layer, to be added to. */
  public double[][] biases(ParameterGradient gradient) {
    return arrays(gradient::tensor, biasNames);
  }

  /** Theta's own weights and biases, without scales and shifts: the unmodulated field. */
  public FieldTensors view(Parameters theta) {
    return new FieldTensors(weights(theta), biases(theta), null, null);
  }

  /**
   * Draws weights and biases into {@code theta} (Sitzmann et al., NeurIPS 2020, sec. 3.2): weights
   * of the first layer uniform in +-1/in, of the others in +-sqrt(6/in)/w0.
   */
  public void initialize(Parameters theta, BiasInit biasInit, RandomGenerator random) {
    for (int l = 0; l < architecture.layers(); l++) {
      double in = architecture.fanIn(l);
      double range = l == 0 ? 1 / in : StrictMath.sqrt(6 / in) / architecture.w0();
      fill(theta.tensor(weightNames.get(l)), range, random);
      fill(
          theta.tensor(biasNames.get(l)),
          biasInit == BiasInit.SIREN ? range : 1 / StrictMath.sqrt(in),
          random);
    }
  }

  private static void fill(double[] values, double range, RandomGenerator random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = range * (2 * random.nextDouble() - 1);
    }
  }

  private static double[][] arrays(Function<String, double[]> tensors, List<String> names) {
    double[][] arrays = new double[names.size()][];
    for (int l = 0; l < arrays.length; l++) {
      arrays[l] = tensors.apply(names.get(l));
    }
    return arrays;
  }
}
