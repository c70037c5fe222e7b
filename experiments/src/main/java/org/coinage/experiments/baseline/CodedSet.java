package org.coinage.experiments.baseline;

import java.util.List;

/**
 * The files a codec made of a set of images: one each, or one for all. The arrays are shared and
 * must not be written to.
 *
 * @param files in the order of the images
 * @param containerBytes how many bytes of the files a stream stripped of container, headers and
 *     tables would not need; each codec says what it counts as such
 */
public record CodedSet(List<byte[]> files, long containerBytes) {

  /** Checks that the container is no larger than the files. */
  public CodedSet {
    files = List.copyOf(files);
    long bytes = size(files);
    if (containerBytes < 0 || containerBytes > bytes) {
      throw new IllegalArgumentException(
          "container of " + containerBytes + " bytes in files of " + bytes);
    }
  }

  /** Size of all files together. */
  public long bytes() {
    return size(files);
  }

  private static long size(List<byte[]> files) {
    return files.stream().mapToLong(file -> file.length).sum();
  }
}
