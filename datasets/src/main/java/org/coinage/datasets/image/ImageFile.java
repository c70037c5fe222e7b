package org.coinage.datasets.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.coinage.datasets.DatasetException;
import org.coinage.datasets.WholeFile;

/**
 * Reads PNG and JPEG images of any size, gray, indexed or RGB, 1 to 16 bits a sample.
 *
 * <p>Values are those of the file over the largest there can be ({@code value / 255}, {@code value
 * / 65535}): neither gamma nor a colour profile is applied. An EXIF orientation of a JPEG is
 * applied. Alpha is flattened onto white, with a notice. CMYK is refused.
 */
public final class ImageFile {

  private ImageFile() {}

  /**
   * The image in a file.
   *
   * @throws DatasetException.Missing if there is no such file
   * @throws DatasetException.Format if it is damaged, cut short, too large, or of a kind that
   *     cannot be read
   */
  public static DecodedImage read(Path file, ColourMode mode) {
    return read(file, WholeFile.read(file), mode);
  }

  /**
   * The image in bytes that need not lie in a file.
   *
   * @param file stands for them in errors
   * @throws DatasetException.Format as {@link #read(Path, ColourMode)}
   */
  public static DecodedImage read(Path file, byte[] bytes, ColourMode mode) {
    ImageHeader header = ImageHeader.read(file, bytes);
    List<String> notices = new ArrayList<>();
    BufferedImage image = decode(file, bytes, header, notices);
    if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
      throw new DatasetException.Format(file, "declares one size and contains another (damaged?)");
    }
    return new DecodedImage(
        new RasterSamples(file, image, header.orientation()).read(mode, notices), notices);
  }

  private static BufferedImage decode(
      Path file, byte[] bytes, ImageHeader header, List<String> notices) {
    ImageReader reader = ImageIO.getImageReadersByFormatName(header.format()).next();
    List<String> damage = new ArrayList<>();
    reader.addIIOReadWarningListener(
        (source, warning) -> (isHarmless(warning) ? notices : damage).add(warning));
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, false);
      BufferedImage image = reader.read(0);
      if (!damage.isEmpty()) {
        throw new DatasetException.Format(file, "is damaged or cut short: " + damage.get(0));
      }
      return image;
    } catch (IIOException e) {
      throw new DatasetException.Format(file, "cannot be decoded: " + rootMessage(e), e);
    } catch (IOException e) {
      throw new DatasetException.Format(file, "is damaged or cut short: " + rootMessage(e), e);
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | NullPointerException
        | IllegalStateException
        | java.awt.color.CMMException e) {
      // The JDK's decoders let these through on damaged files.
      throw new DatasetException.Format(file, "is damaged: " + rootMessage(e), e);
    } finally {
      reader.dispose();
    }
  }

  /** libjpeg skips stray bytes between markers; profiles are not used here anyway. */
  private static boolean isHarmless(String warning) {
    return warning.contains("extraneous bytes")
        || warning.contains("ICC")
        || warning.contains("JFIF")
        || warning.contains("thumbnail");
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return message.lines().findFirst().orElse("unknown reason");
  }
}
