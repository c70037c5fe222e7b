package org.coinage.experiments.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coinage.sparsity.NamedTensor;
import org.coinage.training.SparsifiedParts;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Dense layers with rectifiers, softmax cross-entropy on top, computed by DL4J; its parameter table
 * and gradients as the named tensors of {@link org.coinage.sparsity}. DL4J keeps the weights of a
 * layer by columns as {@code [in, out]}, which are the rows of {@code [out, in]}: nothing is
 * transposed. Not thread-safe.
 */
final class ClassifierNetwork {

  private final MultiLayerNetwork network;
  private final List<NamedTensor> tensors;
  private final DataType type;

  /**
   * A network with random weights (He et al.) and biases of zero.
   *
   * @param widths of the input, the layers, and the classes
   * @param type of all numbers
   * @param parts layers whose weights may become zero
   */
  ClassifierNetwork(List<Integer> widths, long seed, DataType type, SparsifiedParts parts) {
    this.type = type;
    var layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(type)
            .updater(new NoOp())
            .weightInit(WeightInit.RELU)
            .list();
    List<NamedTensor> named = new ArrayList<>();
    int last = widths.size() - 2;
    for (int l = 0; l <= last; l++) {
      int in = widths.get(l);
      int out = widths.get(l + 1);
      layers.layer(
          l < last
              ? new DenseLayer.Builder().nIn(in).nOut(out).activation(Activation.RELU).build()
              : new OutputLayer.Builder(LossFunction.MCXENT)
                  .nIn(in)
                  .nOut(out)
                  .activation(Activation.SOFTMAX)
                  .build());
      named.add(
          new NamedTensor(l + "_W", out, in, NamedTensor.Role.WEIGHT, l, parts.layer(l, last + 1)));
      named.add(new NamedTensor(l + "_b", out, 1, NamedTensor.Role.BIAS, l, false));
    }
    this.network = new MultiLayerNetwork(layers.build());
    this.network.init();
    this.tensors = List.copyOf(named);
  }

  /** The tensors in the order in which DL4J keeps them. */
  List<NamedTensor> tensors() {
    return tensors;
  }

  /** The values it has, by tensor. */
  Map<String, double[]> values() {
    return named(network.params().toDoubleVector(), 1);
  }

  /** Takes other values. */
  void take(Map<String, double[]> values) {
    double[] flat = new double[Math.toIntExact(network.numParams())];
    int at = 0;
    for (NamedTensor tensor : tensors) {
      System.arraycopy(values.get(tensor.name()), 0, flat, at, tensor.size());
      at += tensor.size();
    }
    try (INDArray taken = Nd4j.createFromArray(flat);
        INDArray typed = taken.castTo(type)) {
      network.setParams(typed.reshape(1, flat.length));
    }
  }

  /**
   * Loss and gradient of a batch.
   *
   * @param loss mean cross-entropy, in nats
   * @param gradient of the mean, by tensor; dense
   */
  record Gradient(double loss, Map<String, double[]> gradient) {}

  /**
   * Loss and gradient at the values it has.
   *
   * @param images {@code [batch][pixels]}
   * @param labels {@code [batch]}
   */
  Gradient gradient(float[][] images, int... labels) {
    try (INDArray input = input(images);
        INDArray classes = classes(labels)) {
      network.setInput(input);
      network.setLabels(classes);
      network.computeGradientAndScore();
      double[] flat = network.getFlattenedGradients().toDoubleVector();
      double loss = network.score();
      network.clear();
      return new Gradient(loss, named(flat, 1.0 / labels.length)); // DL4J sums over the batch
    }
  }

  /** The class it finds most likely for each image. */
  int[] classify(float[][] images) {
    try (INDArray input = input(images);
        INDArray likely = network.output(input, false);
        INDArray found = likely.argMax(1)) {
      return found.toIntVector();
    }
  }

  private INDArray input(float[][] images) {
    INDArray floats = Nd4j.createFromArray(images);
    return floats.dataType() == type ? floats : floats.castTo(type);
  }

  private INDArray classes(int... labels) {
    NamedTensor last = tensors.get(tensors.size() - 1);
    float[][] oneHot = new float[labels.length][last.fanOut()];
    for (int i = 0; i < labels.length; i++) {
      oneHot[i][labels[i]] = 1;
    }
    return input(oneHot);
  }

  private Map<String, double[]> named(double[] flat, double scale) {
    Map<String, double[]> named = new TreeMap<>();
    int at = 0;
    for (NamedTensor tensor : tensors) {
      double[] part = Arrays.copyOfRange(flat, at, at + tensor.size());
      for (int i = 0; i < part.length; i++) {
        part[i] *= scale;
      }
      named.put(tensor.name(), part);
      at += tensor.size();
    }
    return named;
  }
}
