package org.coinage.experiments.baseline;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.coinage.signal.Samples;

/**
 * Baseline JPEG as the JDK writes it: one file per image, JFIF, 4:2:0 chroma for colour, the
 * standard's example Huffman tables, one scan. Quality is ImageIO's, in [0, 1].
 *
 * <p>Container bytes are everything but the entropy-coded data of the scan: start and end of image,
 * application data, quantization tables, frame header, Huffman tables, scan header. At one quality
 * all of these but the size of the image are the same for every image, so a stripped stream could
 * do without them; that is why the Huffman tables are not optimised per image.
 */
public final class JpegBaseline implements BaselineCodec {

  private static final int START_OF_SCAN = 0xDA;

  @Override
  public String name() {
    return "JPEG";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public List<Double> qualities() {
    return List.of(0.01, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95);
  }

  @Override
  public CodedSet encode(List<Samples> images, double quality) {
    List<byte[]> files = new ArrayList<>();
    long container = 0;
    for (Samples image : images) {
      byte[] file = encode(EightBitImage.of(image).toPicture(), quality);
      files.add(file);
      container += file.length - scanLength(file);
    }
    return new CodedSet(files, container);
  }

  private static byte[] encode(BufferedImage picture, double quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality((float) quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } catch (IOException e) {
      throw new BaselineException("JPEG: the encoder failed: " + e.getMessage(), e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  @Override
  public List<Samples> decode(CodedSet coded) {
    List<Samples> images = new ArrayList<>();
    for (byte[] file : coded.files()) {
      try {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file));
        if (picture == null) {
          throw new BaselineException("JPEG: a file of " + file.length + " bytes is no picture");
        }
        images.add(EightBitImage.of(picture).toSamples());
      } catch (IOException e) {
        throw new BaselineException("JPEG: the decoder failed: " + e.getMessage(), e);
      }
    }
    return images;
  }

  /** Length of the entropy-coded data: from behind the scan header to the end-of-image marker. */
  static int scanLength(byte[] file) {
    int at = 2;
    while (at + 4 <= file.length && (file[at] & 0xFF) == 0xFF) {
      int marker = file[at + 1] & 0xFF;
      at += 2 + ((file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF));
      if (marker == START_OF_SCAN) {
        return file.length - 2 - at;
      }
    }
    throw new BaselineException("JPEG: no scan in a file of " + file.length + " bytes");
  }
}
