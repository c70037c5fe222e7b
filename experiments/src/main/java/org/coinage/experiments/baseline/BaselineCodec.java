package org.coinage.experiments.baseline;

import java.util.List;
import java.util.Optional;
import org.coinage.signal.Samples;

/**
 * A codec to compare with. Works on sets of 8-bit images with one or three channels, so that a
 * codec may share what belongs to the set among its images, as a purse does.
 *
 * <p>Implementations are thread-safe and deterministic.
 */
public interface BaselineCodec {

  /** Unique name, as tables and plots show it. */
  String name();

  /** Why this codec cannot run here, as one line for the user; empty if it can. */
  Optional<String> unavailable();

  /** Whether all images of a set must have the shape it learned from: others then go by patches. */
  default boolean oneShape() {
    return false;
  }

  /** Settings to sweep, in increasing order of rate. */
  List<Double> qualities();

  /**
   * Codes a set of images at one setting.
   *
   * @throws BaselineException if the images are not of a kind this codec takes, or it fails
   */
  CodedSet encode(List<Samples> images, double quality);

  /**
   * Restores the images in their order from the coded bytes alone.
   *
   * @throws BaselineException if the bytes are not this codec's
   */
  List<Samples> decode(CodedSet coded);
}
