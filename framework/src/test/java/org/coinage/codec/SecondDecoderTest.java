package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * docs/decoder.py, written from the page of formats without any of this code, finds the same
 * samples. Skipped where there is no Python.
 */
class SecondDecoderTest {

  private static final Path ROOT = Path.of(System.getProperty("coinage.root", ".."));
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "v2");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example-step-0.01-1.coin",
        "patched-step-0.2-1.coin",
        "volume-step-0.05-1.coin",
        "weights-uniform-8-1.coin",
        "tensors-step-0.05-1.coin",
        "tensors-tensors-6-1.coin",
        "packed-step-0.02-1.coin"
      })
  void anotherLanguageDecodesToTheSameSamples(String coin, @TempDir Path folder)
      throws IOException, InterruptedException {
    String mint = coin.substring(0, coin.indexOf('-')) + ".mint";
    assumeTrue(hasPython(folder), "no python3 on this machine");
    String sha = python(folder, script(), path(mint), path(coin));
    assertThat(Files.readAllLines(GOLDEN.resolve("sha256.txt")))
        .contains(coin + " " + mint + " " + sha.strip());
  }

  private static boolean hasPython(Path folder) throws InterruptedException {
    try {
      return python(folder, "-c", "print(3)").startsWith("3");
    } catch (IOException e) {
      return false;
    }
  }

  private static String script() {
    return ROOT.resolve("docs").resolve("decoder.py").toString();
  }

  private static String path(String file) {
    return GOLDEN.resolve(file).toString();
  }

  private static String python(Path folder, String... arguments)
      throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "python3";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Path out = folder.resolve("out.txt");
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start()
        .waitFor();
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
