package org.coinage.datasets.image;

import java.util.Objects;
import org.coinage.datasets.Fingerprint;
import org.coinage.datasets.SampleSet;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/**
 * The images of another set, upright ones turned by a quarter clockwise, so that all of Kodak is
 * 768 wide and 512 high (as in Struempler et al.'s code). As thread-safe as that set.
 */
public final class LandscapeImages implements SampleSet {

  private final SampleSet images;
  private final Fingerprint fingerprint = Fingerprint.ofSamples(this);

  /** A view of a set of images. */
  public LandscapeImages(SampleSet images) {
    this.images = Objects.requireNonNull(images, "images");
  }

  @Override
  public String name() {
    return images.name();
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public Samples get(int index) {
    Samples image = images.get(index);
    return image.shape().extent(0) > image.shape().extent(1) ? turned(image) : image;
  }

  private static Samples turned(Samples image) {
    int rows = image.shape().extent(0);
    int columns = image.shape().extent(1);
    int channels = image.channels();
    float[] values = new float[image.values().length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int from = row * columns + column;
        int to = column * rows + rows - 1 - row;
        System.arraycopy(image.values(), from * channels, values, to * channels, channels);
      }
    }
    return new Samples(GridShape.of(columns, rows), channels, values);
  }

  @Override
  public String id(int index) {
    return images.id(index);
  }

  @Override
  public String fingerprint() {
    return fingerprint.value();
  }
}
