package org.coinage.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.coinage.signal.GridShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MnistTest extends SampleSetContract {

  @TempDir Path folder;

  @BeforeEach
  void writeImages() throws IOException {
    Files.write(folder.resolve("images.gz"), gzip(idx(0x803, 4, 2, 3, 24)));
  }

  @Override
  protected SampleSet open() {
    return Mnist.file(folder.resolve("images.gz"));
  }

  @Test
  void plainAndGzippedFilesHoldTheSameImages() throws IOException {
    Mnist plain = Mnist.file(write(idx(0x803, 4, 2, 3, 24)));
    assertThat(plain.fingerprint()).isEqualTo(open().fingerprint());
    assertThat(plain.get(1).shape()).isEqualTo(GridShape.of(2, 3));
    assertThat(plain.get(1).channels()).isEqualTo(1);
    assertThat(plain.get(1).values()[0]).isEqualTo(66 / 255f);
  }

  @ParameterizedTest
  @CsvSource({
    "0x801, 4, 2, 3, 24, these are labels",
    "0x803, 4, 2, 3, 23, cut short",
    "0x803, 4, 2, 3, 25, goes on after",
    "0x803, 0, 2, 3, 0, declares 0 images",
    "0x803, -1, 2, 3, 0, declares -1 images",
    "0x803, 4, 0, 3, 0, of 0x3",
    "0x803, 4, 2, 2147483647, 0, of 2x2147483647",
    "0x803, 2147483647, 32768, 32768, 0, more than 1 GiB"
  })
  void refusesHeadersThatCannotBe(
      String magic, int count, int rows, int columns, int length, String reason)
      throws IOException {
    Path file = write(idx(Integer.decode(magic), count, rows, columns, length));
    assertThatThrownBy(() -> Mnist.file(file))
        .isInstanceOf(DatasetException.Format.class)
        .hasMessageContaining("images: ")
        .hasMessageContaining(reason);
  }

  @Test
  void fileCutAnywhereIsRefused() throws IOException {
    byte[] plain = idx(0x803, 4, 2, 3, 24);
    byte[] packed = gzip(plain);
    for (byte[] whole : new byte[][] {plain, packed}) {
      for (int length = 0; length < whole.length; length++) {
        Path file = write(Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> Mnist.file(file))
            .as("%d of %d bytes", length, whole.length)
            .isInstanceOf(DatasetException.Format.class);
      }
    }
  }

  @Test
  void readsTheOriginalTestImages() {
    Path file =
        Path.of(System.getProperty("coinage.shared", "../shared"))
            .resolve("data/mnist/t10k-images-idx3-ubyte.gz");
    assumeTrue(Files.exists(file), "no reference data: " + file + " does not exist");
    Mnist set = Mnist.file(file);
    assertThat(set.size()).isEqualTo(10_000);
    assertThat(set.get(9_999).shape()).isEqualTo(GridShape.of(28, 28));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("images"), bytes);
  }

  private static byte[] idx(int magic, int count, int rows, int columns, int length) {
    ByteBuffer file = ByteBuffer.allocate(16 + length);
    file.putInt(magic).putInt(count).putInt(rows).putInt(columns);
    for (int i = 0; i < length; i++) {
      file.put((byte) (11 * i));
    }
    return file.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
