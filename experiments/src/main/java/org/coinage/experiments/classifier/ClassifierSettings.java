package org.coinage.experiments.classifier;

import java.util.List;

/**
 * How a classifier is trained.
 *
 * @param widths of the input, the layers, and the classes
 * @param epochs passes over the training images
 * @param batch images of a step
 * @param rate learning rate of Adam
 */
public record ClassifierSettings(List<Integer> widths, int epochs, int batch, double rate) {

  /** The network and optimizer on which the papers compare methods (LeNet-300-100). */
  public static final ClassifierSettings LENET_300_100 =
      new ClassifierSettings(List.of(784, 300, 100, 10), 30, 128, 7e-4);

  /** Validates the settings. */
  public ClassifierSettings {
    widths = List.copyOf(widths);
    if (widths.size() < 2 || widths.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException("widths = " + widths + " must be two or more, from 1");
    }
    if (epochs < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "epochs = " + epochs + " and batch = " + batch + " must be at least 1");
    }
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException("rate = " + rate + " must be in (0, 1)");
    }
  }

  /** The same for so many epochs. */
  public ClassifierSettings withEpochs(int other) {
    return new ClassifierSettings(widths, other, batch, rate);
  }

  /** Steps of an epoch over so many images; images that do not fill a batch are left out. */
  int steps(int images) {
    return Math.max(1, images / batch);
  }
}
