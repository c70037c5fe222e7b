package org.coinage.modulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.coinage.field.FieldPart;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;

/**
 * A ReLU network from a latent code to scales and shifts (COIN++, {@code modulation_net} with more
 * than one layer). A unit that is exactly 0 passes no gradient, as in PyTorch.
 */
public final class LatentMlpModulation extends VectorModulation {

  private final int mapLayers;
  private final int hiddenWidth;

  private LatentMlpModulation(
      SirenArchitecture architecture,
      ModulationVector vector,
      int latentDim,
      int hiddenWidth,
      int mapLayers) {
    super(
        architecture,
        vector,
        latentDim,
        tensors(vector.length(), latentDim, hiddenWidth, mapLayers));
    this.mapLayers = mapLayers;
    this.hiddenWidth = hiddenWidth;
  }

  /**
   * A network with {@code mapLayers} linear layers, at least 2, and {@code hiddenWidth} units
   * between them.
   */
  public static LatentMlpModulation of(
      SirenArchitecture architecture,
      Set<FieldPart> parts,
      int latentDim,
      int hiddenWidth,
      int mapLayers) {
    if (mapLayers < 2 || mapLayers > 64) {
      throw new IllegalArgumentException("mapLayers = " + mapLayers + " must be in [2, 64]");
    }
    if (hiddenWidth < 1) {
      throw new IllegalArgumentException("hiddenWidth = " + hiddenWidth + " must be at least 1");
    }
    return new LatentMlpModulation(
        architecture, ModulationVector.of(architecture, parts), latentDim, hiddenWidth, mapLayers);
  }

  private static List<ParameterLayout.Tensor> tensors(
      int length, int latentDim, int hiddenWidth, int mapLayers) {
    List<ParameterLayout.Tensor> tensors = new ArrayList<>();
    for (int l = 0; l < mapLayers; l++) {
      int in = l == 0 ? latentDim : hiddenWidth;
      int out = l == mapLayers - 1 ? length : hiddenWidth;
      tensors.add(ParameterLayout.tensor(weightName(l), out, in));
      tensors.add(ParameterLayout.tensor(biasName(l), out));
    }
    return tensors;
  }

  /** PyTorch numbers the ReLUs too, hence the even numbers. */
  private static String weightName(int layer) {
    return "modulation_net.net." + 2 * layer + ".weight";
  }

  private static String biasName(int layer) {
    return "modulation_net.net." + 2 * layer + ".bias";
  }

  /** PyTorch's default for linear layers: all entries of a layer uniform in +-1/sqrt(in). */
  @Override
  public void initialize(Parameters theta, RandomGenerator random) {
    for (int l = 0; l < mapLayers; l++) {
      DenseMatrix.initialize(theta.tensor(weightName(l)), fanIn(l), random);
      DenseMatrix.initialize(theta.tensor(biasName(l)), fanIn(l), random);
    }
  }

  @Override
  double[] map(Parameters theta, double[] z) {
    return inputs(theta, z, mapLayers)[mapLayers];
  }

  @Override
  double[] mapPushforward(Parameters theta, double[] z, double[] zdot) {
    return tangents(theta, inputs(theta, z, mapLayers - 1), zdot, mapLayers)[mapLayers];
  }

  @Override
  double[] mapPullbackCode(Parameters theta, double[] z, double[] mbar) {
    double[][] inputs = inputs(theta, z, mapLayers - 1);
    double[] gradient = mbar;
    for (int l = mapLayers - 1; l >= 0; l--) {
      gradient = backward(theta, l, inputs[l], gradient);
    }
    return gradient;
  }

  @Override
  void mapPullbackParameters(
      Parameters theta, double[] z, double[] mbar, double factor, ParameterGradient thetabar) {
    double[][] inputs = inputs(theta, z, mapLayers - 1);
    double[] gradient = mbar;
    for (int l = mapLayers - 1; l >= 0; l--) {
      thetabar.addOuter(weightName(l), factor, gradient, inputs[l]);
      DenseMatrix.add(factor, gradient, thetabar.tensor(biasName(l)));
      if (l > 0) {
        gradient = backward(theta, l, inputs[l], gradient);
      }
    }
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
    double[][] inputs = inputs(theta, z, mapLayers - 1);
    double[][] tangents = tangents(theta, inputs, zdot, mapLayers - 1);
    double[] gradient = mbar;
    double[] gradientDot = mbardot;
    for (int l = mapLayers - 1; l >= 0; l--) {
      thetabardot.addOuter(weightName(l), factor, gradientDot, inputs[l]);
      thetabardot.addOuter(weightName(l), factor, gradient, tangents[l]);
      DenseMatrix.add(factor, gradientDot, thetabardot.tensor(biasName(l)));
      if (l > 0) {
        gradient = backward(theta, l, inputs[l], gradient);
        gradientDot = backward(theta, l, inputs[l], gradientDot);
      }
    }
  }

  private int fanIn(int layer) {
    return layer == 0 ? codeDim() : hiddenWidth;
  }

  /** Inputs of layers 0..last; the entry after the last layer is m, not rectified. */
  private double[][] inputs(Parameters theta, double[] z, int last) {
    double[][] inputs = new double[last + 1][];
    inputs[0] = z;
    for (int l = 0; l < last; l++) {
      double[] out =
          DenseMatrix.multiplyAdd(
              theta.tensor(weightName(l)), inputs[l], theta.tensor(biasName(l)));
      if (l < mapLayers - 1) {
        for (int i = 0; i < out.length; i++) {
          out[i] = out[i] > 0 ? out[i] : 0;
        }
      }
      inputs[l + 1] = out;
    }
    return inputs;
  }

  /** Derivatives of {@link #inputs} along zdot. */
  private double[][] tangents(Parameters theta, double[][] inputs, double[] zdot, int last) {
    double[][] tangents = new double[last + 1][];
    tangents[0] = zdot;
    for (int l = 0; l < last; l++) {
      int out = l == mapLayers - 1 ? vector().length() : hiddenWidth;
      tangents[l + 1] = DenseMatrix.multiply(theta.tensor(weightName(l)), tangents[l], out);
      if (l < mapLayers - 1) {
        mask(inputs[l + 1], tangents[l + 1]);
      }
    }
    return tangents;
  }

  /** Gradient before layer {@code l} and the ReLU in front of it, from that after the layer. */
  private double[] backward(Parameters theta, int layer, double[] input, double[] gradient) {
    double[] before =
        DenseMatrix.multiplyTransposed(theta.tensor(weightName(layer)), gradient, fanIn(layer));
    if (layer > 0) {
      mask(input, before);
    }
    return before;
  }

  private static void mask(double[] rectified, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (rectified[i] == 0) {
        values[i] = 0;
      }
    }
  }
}
