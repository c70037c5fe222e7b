package org.coinage.datasets.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.coinage.datasets.DatasetException;
import org.coinage.datasets.EightBit;
import org.coinage.datasets.Fingerprint;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageFileTest {

  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int INDEXED = 3;
  private static final int RGBA = 6;

  @TempDir Path folder;

  @Test
  void rgbPngGivesTheBytesOfTheFile() throws IOException {
    byte[] png = new TestPng(2, 1, 8, RGB).rows(new int[] {1, 2, 3, 254, 128, 0});
    assertThat(read(png).values())
        .containsExactly(1 / 255f, 2 / 255f, 3 / 255f, 254 / 255f, 128 / 255f, 0);
  }

  @Test
  void gammaOfTheFileIsNotApplied() throws IOException {
    byte[] png =
        new TestPng(1, 1, 8, RGB)
            .chunk("gAMA", ByteBuffer.allocate(4).putInt(100_000).array())
            .rows(new int[] {10, 100, 200});
    assertThat(read(png).values()).containsExactly(10 / 255f, 100 / 255f, 200 / 255f);
  }

  @Test
  void grayStaysGrayOrIsRepeated() throws IOException {
    byte[] png = new TestPng(2, 1, 8, GRAY).rows(new int[] {7, 200});
    assertThat(read(png).channels()).isEqualTo(1);
    assertThat(read(png).values()).containsExactly(7 / 255f, 200 / 255f);
    Samples rgb = ImageFile.read(write(png), ColourMode.RGB).samples();
    assertThat(rgb.channels()).isEqualTo(3);
    assertThat(rgb.values()[5]).isEqualTo(200 / 255f);
  }

  @Test
  void sixteenBitsKeepTheirPrecision() throws IOException {
    byte[] gray = new TestPng(2, 1, 16, GRAY).rows(new int[] {0x12, 0x34, 0xff, 0xff});
    assertThat(read(gray).values()).containsExactly(0x1234 / 65535f, 1);
    byte[] rgb = new TestPng(1, 1, 16, RGB).rows(new int[] {0, 1, 0x80, 0, 0xff, 0xfe});
    assertThat(read(rgb).values()).containsExactly(1 / 65535f, 0x8000 / 65535f, 0xfffe / 65535f);
  }

  @Test
  void fewBitsSpanTheFullRange() throws IOException {
    assertThat(read(new TestPng(8, 1, 1, GRAY).rows(new int[] {0b01010000})).values())
        .containsExactly(0, 1, 0, 1, 0, 0, 0, 0);
    assertThat(read(new TestPng(2, 1, 4, GRAY).rows(new int[] {0x5f})).values())
        .containsExactly(new float[] {5 / 15f, 1}, within(1e-6f));
  }

  @Test
  void indexedColoursAreLookedUp() throws IOException {
    byte[] palette = {10, 20, 30, 40, 50, 60};
    byte[] png = new TestPng(2, 1, 8, INDEXED).chunk("PLTE", palette).rows(new int[] {1, 0});
    Samples image = read(png);
    assertThat(image.channels()).isEqualTo(3);
    assertThat(image.values())
        .containsExactly(40 / 255f, 50 / 255f, 60 / 255f, 10 / 255f, 20 / 255f, 30 / 255f);
  }

  @Test
  void transparencyIsFlattenedOntoWhiteWithANotice() throws IOException {
    byte[] png = new TestPng(2, 1, 8, RGBA).rows(new int[] {0, 51, 102, 255, 0, 255, 51, 51});
    DecodedImage image = ImageFile.read(write(png), ColourMode.AS_STORED);
    assertThat(image.samples().channels()).isEqualTo(3);
    assertThat(image.samples().values())
        .containsExactly(new float[] {0, 0.2f, 0.4f, 0.8f, 1, 0.84f}, within(1e-6f));
    assertThat(image.notices()).containsExactly("transparency was flattened onto white");
  }

  @Test
  void transparentPaletteEntriesAreFlattenedToo() throws IOException {
    byte[] png =
        new TestPng(2, 1, 8, INDEXED)
            .chunk("PLTE", (byte) 9, (byte) 9, (byte) 8, (byte) 0, (byte) 0, (byte) 0)
            .chunk("tRNS", (byte) 255, (byte) 0)
            .rows(new int[] {0, 1});
    assertThat(read(png).values())
        .containsExactly(new float[] {9 / 255f, 9 / 255f, 8 / 255f, 1, 1, 1}, within(1e-6f));
  }

  @Test
  void pngCutAnywhereIsRefused() throws IOException {
    byte[] png = new TestPng(3, 2, 8, GRAY).rows(new int[] {1, 2, 3}, new int[] {4, 5, 6});
    for (int length = 0; length < png.length; length++) {
      byte[] cut = Arrays.copyOf(png, length);
      assertThatThrownBy(() -> read(cut))
          .as("%d of %d bytes", length, png.length)
          .isInstanceOf(DatasetException.Format.class)
          .hasMessageContaining("image: ");
    }
  }

  @Test
  void anyFlippedBitOfAPngIsNoticed() throws IOException {
    byte[] png = new TestPng(3, 2, 8, GRAY).rows(new int[] {1, 2, 3}, new int[] {4, 5, 6});
    for (int bit = 0; bit < 8 * png.length; bit++) {
      byte[] damaged = png.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> read(damaged))
          .as("bit %d", bit)
          .isInstanceOf(DatasetException.Format.class);
    }
  }

  @Test
  void pngWithTooFewRowsIsRefused() throws IOException {
    byte[] png = new TestPng(2, 3, 8, GRAY).rows(new int[] {1, 2});
    assertThatThrownBy(() -> read(png)).isInstanceOf(DatasetException.Format.class);
  }

  @ParameterizedTest
  @CsvSource({"2147483647,2147483647", "32768,32768", "40000,1", "0,5"})
  void sizesThatCannotBeAreRefusedBeforeAnythingIsDecoded(int width, int height)
      throws IOException {
    byte[] png = new TestPng(width, height, 8, RGB).rows(new int[] {0});
    assertThatThrownBy(() -> read(png))
        .isInstanceOf(DatasetException.Format.class)
        .hasMessageContaining("declares " + width + "x" + height + " pixels");
  }

  @Test
  void jpegOfOneColourComesOutInThatColour() throws IOException {
    Samples image = read(jpeg(BufferedImage.TYPE_INT_RGB, 20, 10, 0x4080c0));
    assertThat(image.shape()).isEqualTo(GridShape.of(10, 20));
    assertThat(Arrays.copyOf(image.values(), 3))
        .containsExactly(new float[] {0x40 / 255f, 0x80 / 255f, 0xc0 / 255f}, within(3 / 255f));
  }

  @Test
  void grayJpegKeepsItsOneChannel() throws IOException {
    byte[] jpeg = jpeg(BufferedImage.TYPE_BYTE_GRAY, 8, 8, 0x808080);
    assertThat(read(jpeg).channels()).isEqualTo(1);
  }

  /** Stored image: top half dark, bottom half light, 16 wide and 32 high. */
  @ParameterizedTest
  @CsvSource({
    "1, 32, 16, 0, 8", "2, 32, 16, 0, 8", "3, 32, 16, 31, 8", "4, 32, 16, 31, 8",
    "5, 16, 32, 8, 0", "6, 16, 32, 8, 31", "7, 16, 32, 8, 31", "8, 16, 32, 8, 0"
  })
  void exifOrientationIsApplied(int tag, int rows, int columns, int darkRow, int darkColumn)
      throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      Samples image = read(withExif(halves(), tag, order));
      assertThat(image.shape()).isEqualTo(GridShape.of(rows, columns));
      assertThat(image.values()[darkRow * columns + darkColumn]).isLessThan(0.1f);
      int opposite = (rows - 1 - darkRow) * columns + (columns - 1 - darkColumn);
      assertThat(image.values()[opposite]).isGreaterThan(0.9f);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65535})
  void meaninglessOrientationsAreIgnored(int tag) throws IOException {
    assertThat(read(withExif(halves(), tag, ByteOrder.BIG_ENDIAN)).shape())
        .isEqualTo(GridShape.of(32, 16));
  }

  @Test
  void cmykJpegIsRefusedInOneLine() throws IOException {
    byte[] jpeg = jpeg(BufferedImage.TYPE_INT_RGB, 8, 8, 0);
    jpeg[startOfFrame(jpeg) + 9] = 4;
    assertThatThrownBy(() -> read(jpeg))
        .isInstanceOf(DatasetException.Format.class)
        .hasMessageContaining("CMYK")
        .hasMessageNotContaining("\n");
  }

  @Test
  void cutJpegIsRefusedInsteadOfFilledWithGray() throws IOException {
    byte[] jpeg = noisyJpeg();
    for (int length = 2; length < jpeg.length; length += 1 + jpeg.length / 60) {
      byte[] cut = Arrays.copyOf(jpeg, length);
      assertThatThrownBy(() -> read(cut))
          .as("%d of %d bytes", length, jpeg.length)
          .isInstanceOf(DatasetException.Format.class);
    }
  }

  @Test
  void damagedJpegsEndInAnImageOrATypedError() throws IOException {
    byte[] jpeg = noisyJpeg();
    for (int at = 2; at < jpeg.length; at += 1 + jpeg.length / 200) {
      byte[] damaged = jpeg.clone();
      damaged[at] ^= (byte) 0x55;
      try {
        assertThat(read(damaged).values()).isNotEmpty();
      } catch (DatasetException.Format e) {
        assertThat(e).hasMessageStartingWith(folder.toString());
      }
    }
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    assertThatThrownBy(() -> read("GIF89a".getBytes(StandardCharsets.US_ASCII)))
        .hasMessageContaining("is neither a PNG nor a JPEG image");
    assertThatThrownBy(() -> read(new byte[0])).hasMessageContaining("is empty");
    assertThatThrownBy(() -> ImageFile.read(folder.resolve("none"), ColourMode.RGB))
        .isInstanceOf(DatasetException.Missing.class);
  }

  @Test
  void pngOfKodakIsReadPixelByPixel() {
    Path file =
        Path.of(System.getProperty("coinage.shared", "../shared"), "data/kodak/kodim01.png");
    assumeTrue(Files.exists(file), "no reference data: " + file + " does not exist");
    Samples image = ImageFile.read(file, ColourMode.AS_STORED).samples();
    assertThat(image.shape()).isEqualTo(GridShape.of(512, 768));
    assertThat(image.channels()).isEqualTo(3);
    // Raster of the file as unfiltered by an independent decoder of thirty lines of Python.
    assertThat(HexFormat.of().formatHex(Fingerprint.sha256().digest(EightBit.bytes(image))))
        .isEqualTo("a00210743353594464ac67e680a41710f484444ca5f9dfddeb570de25c428273");
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("image"), bytes);
  }

  private Samples read(byte[] bytes) throws IOException {
    return ImageFile.read(write(bytes), ColourMode.AS_STORED).samples();
  }

  private static byte[] halves() throws IOException {
    BufferedImage image = new BufferedImage(16, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 16; y < 32; y++) {
      for (int x = 0; x < 16; x++) {
        image.setRGB(x, y, 0xffffff);
      }
    }
    return jpeg(image);
  }

  private static byte[] noisyJpeg() throws IOException {
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 1600; i++) {
      image.setRGB(i % 40, i / 40, (i * 0x9e3779b9) >>> 8);
    }
    return jpeg(image);
  }

  private static byte[] jpeg(int type, int width, int height, int colour) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, colour);
    }
    return jpeg(image);
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "jpeg", out)).isTrue();
    return out.toByteArray();
  }

  private static int startOfFrame(byte[] jpeg) {
    for (int i = 0; ; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
        return i;
      }
    }
  }

  private static byte[] withExif(byte[] jpeg, int orientation, ByteOrder order) {
    ByteBuffer exif = ByteBuffer.allocate(36).putShort((short) 0xffe1).putShort((short) 34);
    exif.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).order(order);
    exif.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4d4d : 0x4949));
    exif.putShort((short) 42).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + exif.capacity());
    return file.put(jpeg, 0, 2).put(exif.array()).put(jpeg, 2, jpeg.length - 2).array();
  }
}
