package org.coinage.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.coinage.codec.CoinFile;
import org.coinage.codec.Decoder;
import org.coinage.codec.Limits;
import org.coinage.codec.MintFile;
import org.coinage.kernel.OrderedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Coins struck with learned mints decode for ever to the samples they decoded to when they were
 * made, on every JVM and whatever surrounds it.
 */
class GoldenCoinsTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "v2");

  private static List<String> manifest() throws IOException {
    return Files.readAllLines(FOLDER.resolve(GoldenCoins.MANIFEST));
  }

  @Test
  void theyDecodeForEverToTheSameSamples() throws IOException {
    assertThat(GoldenCoins.decode(FOLDER, true)).isEqualTo(manifest());
  }

  @Test
  void everyFileIsListedAndSmall() throws IOException {
    try (var files = Files.list(FOLDER)) {
      List<String> listed =
          manifest().stream().map(line -> line.substring(0, line.indexOf(" "))).toList();
      files.forEach(
          file -> {
            String name = file.getFileName().toString();
            assertThat(file.toFile().length()).as(name).isLessThan(10_000);
            assertThat(name).matches(n -> !n.matches(".*[.](coin|purse)") || listed.contains(n));
          });
    }
  }

  /** Long work goes to the panel kernels, in the middle of which the third decoding begins. */
  @Test
  void theLargeCoinDecodesAlikeByPlainLoopsAndByPanels() throws IOException {
    String expected =
        manifest().stream().filter(line -> line.startsWith("rgb-large.coin")).findFirst().get();
    CoinFile coin = CoinFile.read(FOLDER.resolve("rgb-large.coin"), Limits.DEFAULT);
    try (OrderedMap workers = new OrderedMap(1)) {
      Decoder decoder = new Decoder(MintFile.read(FOLDER.resolve("rgb.mint")), workers);
      for (int round = 0; round < 4; round++) {
        String sha = HexFormat.of().formatHex(Decoder.digest(decoder.decode(coin)));
        assertThat(expected).as("round %s", round).endsWith(sha);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Duser.language=tr -Duser.country=TR",
        "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab",
        "-Duser.timezone=Asia/Kolkata",
        "-Dfile.encoding=US-ASCII -Dsun.jnu.encoding=US-ASCII",
        "-Xint",
        "-XX:TieredStopAtLevel=1",
        "-XX:+IgnoreUnrecognizedVMOptions -XX:UseAVX=0 -XX:-UseFMA",
        "-XX:+IgnoreUnrecognizedVMOptions -XX:UseAVX=2 --add-modules jdk.incubator.vector",
      })
  void aJvmOfItsOwnDecodesTheSame(String options, @TempDir Path folder) throws Exception {
    Path out = folder.resolve("out.txt");
    Path errors = folder.resolve("errors.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options.split(" ")));
    command.addAll(
        List.of(
            "-Xshare:auto",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            GoldenDigests.class.getName(),
            FOLDER.toAbsolutePath().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    List<String> expected = manifest().stream().filter(line -> !line.contains("large")).toList();
    assertThat(Files.readAllLines(out, StandardCharsets.US_ASCII)).isEqualTo(expected);
  }
}
