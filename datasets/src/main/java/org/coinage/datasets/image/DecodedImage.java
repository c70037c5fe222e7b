package org.coinage.datasets.image;

import java.util.List;
import org.coinage.signal.Samples;

/**
 * An image as read from a file.
 *
 * @param samples {@code [rows, columns]} with 1 or 3 channels
 * @param notices what was done to it that a user may want to know, one line each; mostly none
 */
public record DecodedImage(Samples samples, List<String> notices) {

  /** Copies the notices. */
  public DecodedImage {
    notices = List.copyOf(notices);
  }
}
