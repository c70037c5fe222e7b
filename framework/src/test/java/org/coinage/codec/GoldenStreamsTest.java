package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.coinage.field.PositionalEncoding;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.GridShape;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Files of every format version decode for ever to the samples they decoded to when they were made.
 * A new version gets a new folder, written once by running this test with {@code
 * -Dcoinage.golden.write=true}, and committed; the files of a released version are never touched.
 */
class GoldenStreamsTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "v1");

  @BeforeAll
  static void writeWhereAskedTo() throws IOException {
    if (Boolean.getBoolean("coinage.golden.write")) {
      write();
    }
  }

  @Test
  void versionOneDecodesToTheStoredDigests() throws IOException {
    Mint mint = MintFile.read(FOLDER.resolve("tiny.mint"));
    List<String> expected = Files.readAllLines(FOLDER.resolve("sha256.txt"));
    assertThat(digests(mint)).isEqualTo(expected);
    assertThat(MintFile.toBytes(mint)).isEqualTo(Files.readAllBytes(FOLDER.resolve("tiny.mint")));
  }

  private static List<String> digests(Mint mint) throws IOException {
    try (OrderedMap workers = new OrderedMap(2)) {
      Path coin = FOLDER.resolve("tiny.coin");
      Path purse = FOLDER.resolve("tiny.purse");
      return List.of(
          "mint " + mint.fingerprint(),
          "coin " + Verification.of(coin, mint, workers, Limits.DEFAULT).sha256(),
          "purse " + Verification.of(purse, mint, workers, Limits.DEFAULT).sha256());
    }
  }

  private static void write() throws IOException {
    Files.createDirectories(FOLDER);
    Mint mint =
        TinyMints.mint(
            "latent-shift", new PositionalEncoding(1, 1.4), Optional.of(GridShape.of(8, 8)));
    MintFile.write(mint, FOLDER.resolve("tiny.mint"), true);
    CoinFile bare = TinyMints.coin(mint, 1, 1, 21, 30);
    try (OrderedMap workers = new OrderedMap(1)) {
      byte[] sha = Decoder.digest(new Decoder(mint, workers).decode(bare));
      CoinFile coin = new CoinFile("tiny.coin", bare.imprint(), bare.code(), Optional.of(sha));
      coin.write(FOLDER.resolve("tiny.coin"), true);
    }
    TinyMints.purse(mint, 0, 7, 3, 8, 8).write(FOLDER.resolve("tiny.purse"), true);
    Files.write(FOLDER.resolve("sha256.txt"), digests(mint));
  }

  @Test
  void goldenFilesStaySmall() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(20_000);
    }
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(FOLDER.resolve("tiny.coin"))))
        .startsWith("c0494e0a01");
  }
}
