package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coinage.codec.CoinFile;
import org.coinage.codec.Imprint;
import org.coinage.codec.Mint;
import org.coinage.signal.GridShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderStartTest {

  private static final List<String> TENSOR_LIBRARY =
      List.of("nd4j", "deeplearning4j", "javacpp", "openblas", "bytedeco", "mkl");

  @TempDir Path folder;

  @Test
  void decodingNeedsNoTensorLibraryOnTheClassPath() throws Exception {
    Path mint = TinyMint.write(folder, 1);
    Path coin = folder.resolve("a.coin");
    write(coin);
    String classPath =
        Stream.of(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator))
            .filter(entry -> !isTensorLibrary(Path.of(entry)))
            .collect(Collectors.joining(File.pathSeparator));
    Path png = folder.resolve("a.png");
    assertThat(
            child(classPath, "decompress", "-m", mint.toString(), coin.toString(), "-o", png + ""))
        .isEqualTo(png + "\n0");
    assertThat(png).exists();
    assertThat(child(classPath, "verify", "-m", mint.toString(), coin.toString()))
        .contains("1 coin decodes")
        .endsWith("\n0");
    assertThat(child(classPath, "inspect", mint.toString())).endsWith("\n0");
  }

  private static boolean isTensorLibrary(Path entry) {
    String name = entry.getFileName().toString();
    return TENSOR_LIBRARY.stream().anyMatch(name::contains);
  }

  private static void write(Path file) throws IOException {
    Mint mint = TinyMint.of(1);
    Imprint imprint =
        new Imprint(mint.fingerprint(), mint.modality(), 0, GridShape.of(4, 4), 3, mint.patch());
    byte[] code = mint.codebooks().get(0).model().encode(1, 2, 3, 4, 5, 6, 7, 8);
    new CoinFile("a", imprint, code, Optional.empty()).write(file, true);
  }

  /** All output of a JVM, and its exit code. */
  private static String child(String classPath, String... arguments)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(java, "-Xshare:auto", "-cp", classPath, Coinage.class.getName()),
                        Stream.of(arguments))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output + process.waitFor();
  }
}
