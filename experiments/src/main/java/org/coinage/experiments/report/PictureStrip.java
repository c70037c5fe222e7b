package org.coinage.experiments.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/** Original, reconstruction and error map of one image, as embedded PNG. */
final class PictureStrip {

  /** The error map shows gray plus this many times the difference. */
  static final int AMPLIFICATION = 4;

  private static final int SHOWN_SIDE = 128;

  private PictureStrip() {}

  static String draw(ReportData.Picture picture) {
    Samples original = picture.original();
    Samples reconstruction = picture.reconstruction();
    float[] error = new float[original.values().length];
    for (int i = 0; i < error.length; i++) {
      error[i] = 0.5f + AMPLIFICATION * (reconstruction.values()[i] - original.values()[i]);
    }
    String name = Markup.escape(picture.name());
    return "<figure class=\"strip%s\">\n".formatted(magnification(original) > 1 ? "" : " wide")
        + image("original of " + name, original)
        + image("reconstruction of " + name, reconstruction)
        + image("error map of " + name, new Samples(original.shape(), original.channels(), error))
        + "<figcaption><b>%s</b> %s</figcaption>\n</figure>\n"
            .formatted(name, Markup.escape(picture.facts()));
  }

  private static String image(String alt, Samples image) {
    GridShape shape = image.shape();
    int rows = shape.extent(0);
    int columns = shape.extent(1);
    int factor = magnification(image);
    return "<img class=\"%s\" alt=\"%s\" width=\"%d\" height=\"%d\" src=\"data:image/png;base64,%s\"/>\n"
        .formatted(
            factor > 1 ? "pixels" : "photo", alt, columns * factor, rows * factor, png(image));
  }

  /** Small images grow by a whole factor, so that every pixel stays a square. */
  private static int magnification(Samples image) {
    int side = Math.max(image.shape().extent(0), image.shape().extent(1));
    return Math.max(1, SHOWN_SIDE / side);
  }

  private static String png(Samples image) {
    int columns = image.shape().extent(1);
    int channels = image.channels();
    BufferedImage picture =
        new BufferedImage(columns, image.shape().extent(0), BufferedImage.TYPE_INT_RGB);
    for (int point = 0; point < image.shape().points(); point++) {
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        double value = image.values()[point * channels + Math.min(c, channels - 1)];
        rgb = rgb << 8 | (int) Math.rint(255 * Math.min(1, Math.max(0, value)));
      }
      picture.setRGB(point % columns, point / columns, rgb);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture could not be written to memory", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
