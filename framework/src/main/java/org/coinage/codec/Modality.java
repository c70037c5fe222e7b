package org.coinage.codec;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the samples of a coin are, so that a tool knows which file to write them to. A hint: nothing
 * in decoding depends on it.
 */
public enum Modality {
  /** Unspecified samples on a grid. */
  SAMPLES(0),
  /** Rows and columns. */
  IMAGE(1),
  /** One axis of time. */
  AUDIO(2),
  /** Three axes of space. */
  VOLUME(3),
  /** Latitude and longitude on a sphere. */
  SPHERE(4),
  /** Time, rows and columns. */
  VIDEO(5);

  private final int tag;

  Modality(int tag) {
    this.tag = tag;
  }

  /** The byte that stands for it in files. */
  int tag() {
    return tag;
  }

  static Optional<Modality> of(int tag) {
    return Arrays.stream(values()).filter(modality -> modality.tag == tag).findFirst();
  }
}
