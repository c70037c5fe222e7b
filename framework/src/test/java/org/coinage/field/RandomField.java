package org.coinage.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.GridShape;
import org.coinage.signal.Signal;

/**
 * A small random field with a signal, and its evaluation written down once more as plain loops in
 * binary64: what engines are compared with.
 */
public record RandomField(SirenArchitecture architecture, FieldTensors psi, Signal signal) {

  /** Fields that between them have every shape an engine must cope with. */
  public static List<RandomField> several() {
    return List.of(
        draw(1, 1, 1, PositionalEncoding.NONE, 2, 30, 30, false, true),
        draw(2, 2, 3, PositionalEncoding.NONE, 3, 30, 10, false, false),
        draw(3, 2, 3, new PositionalEncoding(2, 1.4), 4, 1, 5, true, true),
        draw(4, 3, 2, PositionalEncoding.NONE, 5, 20, 1, true, false),
        draw(5, 4, 4, new PositionalEncoding(1, 2), 8, 7, 3, true, true),
        draw(6, 1, 2, new PositionalEncoding(3, 1.4), 6, 2, 30, false, true),
        draw(7, 2, 3, PositionalEncoding.NONE, 5, 20, 5, true, true).sparse(),
        draw(8, 3, 1, PositionalEncoding.NONE, 4, 20, 5, false, true).sparse(),
        draw(9, 2, 1, PositionalEncoding.NONE, 4, 20, 5, false, true).halved());
  }

  /** This field with every second weight set to zero: too few zeros for sparse kernels. */
  private RandomField halved() {
    for (double[] weights : psi.weights()) {
      for (int i = 0; i < weights.length; i += 2) {
        weights[i] = 0;
      }
    }
    return this;
  }

  /** This field with four of five weights between its sine layers set to zero. */
  private RandomField sparse() {
    for (int l = 1; l < architecture.sineLayers(); l++) {
      for (int i = 0; i < psi.weights()[l].length; i++) {
        psi.weights()[l][i] *= i % 5 == l % 5 ? 2 : 0;
      }
    }
    return this;
  }

  /** A field of two hidden layers of a width, without scales, on points that fill no panel. */
  static RandomField wide(int width) {
    SirenArchitecture shape = SirenArchitecture.coinPlusPlus(2, width, 4, 3, 20);
    return draw(width, shape, 150, false, true);
  }

  /** A field of any shape an engine may meet, drawn. */
  static RandomField any(long seed) {
    RandomGenerator random = SeedTree.root(seed).child("shape").generator();
    int layers = 2 + random.nextInt(15);
    RandomField field =
        draw(
            seed,
            new SirenArchitecture(
                1 + random.nextInt(4),
                PositionalEncoding.NONE,
                1 + random.nextInt(150),
                layers,
                1 + random.nextInt(4),
                20,
                5,
                0.5),
            1 + random.nextInt(300),
            random.nextBoolean(),
            random.nextBoolean());
    return random.nextBoolean() ? field.sparse() : field;
  }

  private static RandomField draw(
      long seed,
      int coordinateDim,
      int channels,
      PositionalEncoding encoding,
      int layers,
      double w0First,
      double w0,
      boolean scaled,
      boolean shifted) {
    SirenArchitecture shape =
        new SirenArchitecture(
            coordinateDim, encoding, 4 + (int) (seed % 3), layers, channels, w0First, w0, 0.5);
    return draw(seed, shape, 5 + (int) seed, scaled, shifted);
  }

  private static RandomField draw(
      long seed, SirenArchitecture shape, int points, boolean scaled, boolean shifted) {
    RandomGenerator random = SeedTree.root(seed).generator();
    int layers = shape.layers();
    double[][] weights = new double[layers][];
    double[][] biases = new double[layers][];
    double[][] scales = scaled ? new double[layers - 1][] : null;
    double[][] shifts = shifted ? new double[layers - 1][] : null;
    for (int l = 0; l < layers; l++) {
      double frequency = l < layers - 1 ? shape.frequency(l) : 1;
      double range = Math.sqrt(6.0 / shape.fanIn(l)) / frequency;
      weights[l] = around(0, range / 2, shape.fanOut(l) * shape.fanIn(l), random);
      biases[l] = around(0, range / 2, shape.fanOut(l), random);
      if (l < layers - 1 && scaled) {
        scales[l] = around(1, 0.2, shape.width(), random);
      }
      if (l < layers - 1 && shifted) {
        shifts[l] = around(0, 0.5 / frequency, shape.width(), random);
      }
    }
    Signal signal =
        new Signal(
            GridShape.of(points),
            narrow(around(0.5, 0.3, points * shape.coordinateDim(), random)),
            narrow(around(0.5, 0.3, points * shape.channels(), random)));
    return new RandomField(
        shape, new FieldTensors(weights, biases, scales, shifts), shape.encoding().encode(signal));
  }

  /** A direction with the given parts, all entries drawn anew. */
  FieldTensors direction(long seed, boolean weights, boolean scales, boolean shifts) {
    RandomGenerator random = SeedTree.root(seed).child("direction").generator();
    int layers = architecture.layers();
    double[][] weightsDot = new double[layers][];
    double[][] biasesDot = new double[layers][];
    double[][] scalesDot = new double[layers - 1][];
    double[][] shiftsDot = new double[layers - 1][];
    for (int l = 0; l < layers; l++) {
      weightsDot[l] = around(0, 0.1, architecture.fanOut(l) * architecture.fanIn(l), random);
      biasesDot[l] = around(0, 0.1, architecture.fanOut(l), random);
      if (l < layers - 1) {
        scalesDot[l] = around(0, 0.1, architecture.width(), random);
        shiftsDot[l] = around(0, 0.1, architecture.width(), random);
      }
    }
    return new FieldTensors(
        weights ? weightsDot : null,
        weights ? biasesDot : null,
        scales ? scalesDot : null,
        shifts ? shiftsDot : null);
  }

  /** This field with scales and shifts written out: 1 and 0 where they were absent. */
  RandomField explicit() {
    double[][] scales = psi.scales();
    double[][] shifts = psi.shifts();
    if (scales == null) {
      scales = new double[architecture.sineLayers()][architecture.width()];
      for (double[] layer : scales) {
        Arrays.fill(layer, 1);
      }
    }
    if (shifts == null) {
      shifts = new double[architecture.sineLayers()][architecture.width()];
    }
    return at(new FieldTensors(psi.weights(), psi.biases(), scales, shifts));
  }

  /** This architecture and signal with other parameters. */
  RandomField at(FieldTensors other) {
    return new RandomField(architecture, other, signal);
  }

  /** Values {@code [points, channels]} by the equations of {@link SirenArchitecture}. */
  double[] evaluate() {
    int inputs = architecture.inputDim();
    List<Double> all = new ArrayList<>();
    for (int p = 0; p < signal.points(); p++) {
      double[] h = new double[inputs];
      for (int i = 0; i < inputs; i++) {
        h[i] = signal.coordinates()[p * inputs + i];
      }
      for (int l = 0; l < architecture.layers(); l++) {
        h = layer(l, h);
      }
      for (double value : h) {
        all.add(value + architecture.outputShift());
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double[] layer(int l, double[] h) {
    double[] next = psi.biases()[l].clone();
    for (int i = 0; i < next.length; i++) {
      for (int j = 0; j < h.length; j++) {
        next[i] += psi.weights()[l][i * h.length + j] * h[j];
      }
      if (l < architecture.sineLayers()) {
        double scale = psi.hasScales() ? psi.scales()[l][i] : 1;
        double shift = psi.hasShifts() ? psi.shifts()[l][i] : 0;
        next[i] = Math.sin(architecture.frequency(l) * (scale * next[i] + shift));
      }
    }
    return next;
  }

  /** Mean squared error over points and channels. */
  double loss() {
    double[] values = evaluate();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - signal.features()[i];
      sum += difference * difference;
    }
    return sum / values.length;
  }

  private static double[] around(double centre, double range, int size, RandomGenerator random) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = centre + range * (2 * random.nextDouble() - 1);
    }
    return values;
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
