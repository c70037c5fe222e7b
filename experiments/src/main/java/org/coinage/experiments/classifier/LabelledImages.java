package org.coinage.experiments.classifier;

import java.nio.file.Path;
import org.coinage.datasets.IdxLabels;
import org.coinage.datasets.Mnist;
import org.coinage.signal.Samples;

/**
 * Images with their classes.
 *
 * @param images {@code [images][pixels]}, 0 to 1
 * @param labels {@code [images]}, from 0
 * @param fingerprint of the images
 */
@SuppressWarnings("ArrayRecordComponent") // read once, shared by all trainings
public record LabelledImages(float[][] images, int[] labels, String fingerprint) {

  /** Checks that each image has a class. */
  public LabelledImages {
    if (images.length == 0 || images.length != labels.length) {
      throw new IllegalArgumentException(
          images.length + " images with " + labels.length + " labels; expected one each");
    }
  }

  /** The images of an idx3 file with the labels of an idx1 file. */
  public static LabelledImages idx(Path images, Path labels) {
    Mnist set = Mnist.file(images);
    float[][] pixels = new float[set.size()][];
    for (int i = 0; i < pixels.length; i++) {
      Samples image = set.get(i);
      pixels[i] = image.values();
    }
    return new LabelledImages(pixels, IdxLabels.file(labels), set.fingerprint());
  }

  /** Number of images. */
  public int size() {
    return labels.length;
  }
}
