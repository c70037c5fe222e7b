package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every truncation and every flipped bit of every golden coin and purse is found. */
class GoldenDamageTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "v2");

  static List<Path> streams() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().matches(".*[.](coin|purse)")).sorted().toList();
    }
  }

  @Test
  void thereAreTwentyAtLeast() throws IOException {
    assertThat(streams()).hasSizeGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void cutAnywhereItIsTruncated(Path file) throws IOException {
    Damage.truncated(Files.readAllBytes(file), GoldenDamageTest::readAll);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void everyFlippedBitIsFound(Path file) throws IOException {
    Damage.flipped(Files.readAllBytes(file), 1, GoldenDamageTest::readAll);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void oneByteAtATimeItReadsTheSame(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int from, int count) {
            return super.read(into, from, Math.min(1, count));
          }
        };
    byte[] again =
        FileKind.of(bytes) == FileKind.PURSE
            ? PurseFile.read(slow, "slow", Limits.DEFAULT).toBytes()
            : CoinFile.read(slow, "slow", Limits.DEFAULT).toBytes();
    assertThat(again).isEqualTo(bytes);
  }

  private static void readAll(byte[] bytes) throws CodecException {
    if (!FileKind.startsWith(bytes, FileKind.PURSE_MAGIC)) {
      CoinFile.parse(bytes, "x", Limits.DEFAULT);
      return;
    }
    PurseFile purse = PurseFile.parse(bytes, "x", Limits.DEFAULT);
    for (int block = 0; block < purse.blocks(); block++) {
      purse.code(block);
    }
  }
}
