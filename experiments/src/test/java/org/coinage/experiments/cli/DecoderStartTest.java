package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coinage.codec.CoinFile;
import org.coinage.codec.Imprint;
import org.coinage.codec.Mint;
import org.coinage.codec.StepScale;
import org.coinage.signal.GridShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderStartTest {

  private static final List<String> TENSOR_LIBRARY =
      List.of("nd4j", "deeplearning4j", "javacpp", "openblas", "bytedeco", "mkl");

  /** What takes long to start, by the beginning of its classes' names. */
  private static final List<String> SLOW =
      List.of(
          "org.nd4j.",
          "org.bytedeco.",
          "org.apache.logging.",
          "com.fasterxml.jackson.databind.ObjectMapper",
          "org.apache.commons.math3.linear.AbstractRealMatrix",
          "java.awt.",
          "javax.imageio.",
          "java.util.logging.");

  @TempDir Path folder;

  @Test
  void decodingNeedsNoTensorLibraryOnTheClassPath() throws Exception {
    Path mint = TinyMint.write(folder, 1);
    Path coin = folder.resolve("a.coin");
    write(coin);
    String classPath =
        testClassPath()
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

  @Test
  void decodingLoadsNothingThatIsSlowToStart() throws Exception {
    Path mint = TinyMint.write(folder, 1);
    Path coin = folder.resolve("a.coin");
    write(coin);
    Path png = folder.resolve("a.png");
    Path loaded = folder.resolve("loaded.txt");
    List<String> output =
        child(
                List.of("-Xlog:class+load:file=" + loaded + ":none"),
                testClassPath().collect(Collectors.joining(File.pathSeparator)),
                List.of("decompress", "-m", mint + "", coin + "", "-o", png + ""))
            .lines()
            .toList();
    assertThat(output).containsExactly(png + "", "0");
    assertThat(Files.readAllLines(loaded))
        .anyMatch(line -> line.startsWith("org.coinage.codec.Decoder "))
        .noneMatch(line -> SLOW.stream().anyMatch(line::startsWith));
  }

  private static Stream<String> testClassPath() {
    return Stream.of(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .split(File.pathSeparator));
  }

  private static boolean isTensorLibrary(Path entry) {
    String name = entry.getFileName().toString();
    return TENSOR_LIBRARY.stream().anyMatch(name::contains);
  }

  private static void write(Path file) throws IOException {
    Mint mint = TinyMint.of(1);
    Imprint imprint =
        new Imprint(
            mint.fingerprint(),
            mint.modality(),
            0,
            StepScale.NONE,
            GridShape.of(4, 4),
            3,
            mint.patch());
    byte[] code = mint.codebooks().get(0).model().encode(1, 2, 3, 4, 5, 6, 7, 8);
    new CoinFile("a", imprint, code, Optional.empty()).write(file, true);
  }

  private static String child(String classPath, String... arguments)
      throws IOException, InterruptedException {
    return child(List.of(), classPath, List.of(arguments));
  }

  /** All output of a JVM, and its exit code. */
  private static String child(List<String> options, String classPath, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Xshare:auto", "-cp", classPath, Coinage.class.getName()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output + process.waitFor();
  }
}
