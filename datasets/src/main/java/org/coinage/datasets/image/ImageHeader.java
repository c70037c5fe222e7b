package org.coinage.datasets.image;

import java.nio.file.Path;
import org.coinage.datasets.DatasetException;

/**
 * What an image file declares, read before anything is decoded.
 *
 * @param format name of the format
 * @param width columns as stored
 * @param height rows as stored
 * @param orientation how to turn what is stored
 */
record ImageHeader(String format, int width, int height, Orientation orientation) {

  private static final int MAX_EXTENT = 32_768;
  private static final long MAX_PIXELS = 1L << 26;

  /**
   * Reads the header of a PNG or JPEG file and checks the sizes and what can be checked of the
   * file's structure.
   *
   * @throws DatasetException.Format if it is neither, or declares what cannot be read
   */
  static ImageHeader read(Path file, byte[] bytes) {
    ImageHeader header;
    if (PngStructure.recognises(bytes)) {
      header = PngStructure.check(file, bytes);
    } else if (JpegStructure.recognises(bytes)) {
      header = JpegStructure.check(file, bytes);
    } else {
      throw new DatasetException.Format(
          file, bytes.length == 0 ? "is empty" : "is neither a PNG nor a JPEG image");
    }
    header.requireReasonableSize(file);
    return header;
  }

  private void requireReasonableSize(Path file) {
    if (width < 1 || height < 1) {
      throw new DatasetException.Format(file, "declares " + width + "x" + height + " pixels");
    }
    if (width > MAX_EXTENT || height > MAX_EXTENT || (long) width * height > MAX_PIXELS) {
      throw new DatasetException.Format(
          file,
          "declares "
              + width
              + "x"
              + height
              + " pixels; at most "
              + MAX_EXTENT
              + " a side and "
              + MAX_PIXELS
              + " in all are read");
    }
  }
}
