package org.coinage.datasets.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.nio.file.Path;
import java.util.List;
import org.coinage.datasets.DatasetException;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/**
 * Takes the samples of a decoded image straight from its raster, past the colour conversions of
 * {@link BufferedImage#getRGB}, which would bend gray and 16-bit values.
 */
final class RasterSamples {

  private final Path file;
  private final Raster raster;
  private final ColorModel model;
  private final Orientation orientation;

  RasterSamples(Path file, BufferedImage image, Orientation orientation) {
    this.file = file;
    this.raster = image.getRaster();
    this.model = image.getColorModel();
    this.orientation = orientation;
  }

  Samples read(ColourMode mode, List<String> notices) {
    float[][] lookup = lookup();
    int bands = lookup == null ? raster.getNumBands() : lookup[0].length;
    if (bands < 1 || bands > 4) {
      throw new DatasetException.Format(
          file, "has " + bands + " channels; only gray and RGB, with or without alpha, are read");
    }
    boolean alpha = bands == 2 || bands == 4;
    if (alpha) {
      notices.add("transparency was flattened onto white");
    }
    int colours = alpha ? bands - 1 : bands;
    int channels = mode == ColourMode.RGB ? 3 : colours;
    boolean swapped = orientation.swapsAxes();
    int rows = swapped ? raster.getWidth() : raster.getHeight();
    int columns = swapped ? raster.getHeight() : raster.getWidth();
    float[] values = new float[rows * columns * channels];
    float[] pixel = new float[bands];
    int[] stored = new int[raster.getNumBands()];
    float[] unit = units();
    for (int point = 0; point < rows * columns; point++) {
      int row = point / columns;
      int column = point % columns;
      raster.getPixel(
          orientation.storedColumn(row, column, raster.getWidth()) + raster.getMinX(),
          orientation.storedRow(row, column, raster.getHeight()) + raster.getMinY(),
          stored);
      for (int band = 0; band < bands; band++) {
        pixel[band] = lookup == null ? stored[band] / unit[band] : lookup[stored[0]][band];
      }
      for (int channel = 0; channel < channels; channel++) {
        float value = pixel[Math.min(channel, colours - 1)];
        values[point * channels + channel] =
            alpha ? value * pixel[colours] + (1 - pixel[colours]) : value;
      }
    }
    return new Samples(GridShape.of(rows, columns), channels, values);
  }

  /** Largest value of each band. */
  private float[] units() {
    int type = raster.getTransferType();
    if (type != DataBuffer.TYPE_BYTE
        && type != DataBuffer.TYPE_USHORT
        && type != DataBuffer.TYPE_INT) {
      throw new DatasetException.Format(file, "has samples that are not unsigned integers");
    }
    float[] units = new float[raster.getNumBands()];
    for (int band = 0; band < units.length; band++) {
      units[band] = (1L << raster.getSampleModel().getSampleSize(band)) - 1;
    }
    return units;
  }

  /**
   * Colours {@code [entries, bands]} of a palette, or null if there is none. A palette of grays
   * counts as gray, one without transparent entries as opaque.
   */
  private float[][] lookup() {
    if (!(model instanceof IndexColorModel palette)) {
      return null;
    }
    int[] entries = new int[palette.getMapSize()];
    palette.getRGBs(entries);
    boolean gray = true;
    boolean opaque = true;
    for (int entry : entries) {
      int red = entry >> 16 & 255;
      gray &= red == (entry >> 8 & 255) && red == (entry & 255);
      opaque &= entry >>> 24 == 255;
    }
    // Pixels beyond the palette's end are black, as in the PNG specification's advice to decoders.
    float[][] colours = new float[1 << palette.getPixelSize()][(gray ? 1 : 3) + (opaque ? 0 : 1)];
    for (int i = 0; i < entries.length; i++) {
      float[] colour = colours[i];
      for (int band = 0; band < (gray ? 1 : 3); band++) {
        colour[band] = (entries[i] >> (16 - 8 * band) & 255) / 255f;
      }
      if (!opaque) {
        colour[colour.length - 1] = (entries[i] >>> 24) / 255f;
      }
    }
    return colours;
  }
}
