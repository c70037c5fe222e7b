package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.coinage.datasets.image.ColourMode;
import org.coinage.datasets.image.ImageFile;
import org.coinage.signal.GridShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many inputs, of which some are bad; folders; pipes; other sizes. */
class ManyFilesTest {

  @TempDir Path folder;
  private Path mint;
  private Path pictures;
  private Path coins;

  @BeforeEach
  void setUp() throws IOException {
    mint = TinyMint.write(folder, 1);
    pictures = Files.createDirectory(folder.resolve("pictures"));
    for (String name : List.of("a", "b", "c", "d")) {
      TinyMint.image(pictures.resolve(name + ".png"), 5, 4 + name.charAt(0) % 3);
    }
    coins = folder.resolve("coins");
  }

  private Cli compress(Object... more) {
    return Cli.run(
        Stream.concat(
                Stream.of("compress", "-m", mint, pictures, "-o", coins + "/"), Stream.of(more))
            .toArray());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void badFilesDoNotStopTheOthersAndAreListedAtTheEnd() throws IOException {
    Files.writeString(pictures.resolve("b.png"), "no picture");
    Path nowhere = folder.resolve("nowhere.png");
    Cli some = compress(nowhere);
    assertThat(some.code()).isEqualTo(ExitCode.FAILED.number());
    assertThat(some.out().lines()).hasSize(3);
    assertThat(some.err().lines())
        .containsExactly(
            "coinage: 2 of 5 failed:",
            "coinage: " + pictures.resolve("b.png") + ": is neither a PNG nor a JPEG image",
            "coinage: " + nowhere + " does not exist");
    assertThat(names(coins)).containsExactly("a.coin", "c.coin", "d.coin");
    Files.writeString(coins.resolve("c.coin"), "no coin");
    Path images = folder.resolve("images");
    Cli decoded = Cli.run("decompress", "-m", mint, coins, "-o", images + "/");
    assertThat(decoded.code()).isEqualTo(ExitCode.CORRUPT.number());
    assertThat(decoded.err()).contains("1 of 3 failed", "c.coin @ byte 0: is not a coin");
    assertThat(names(images)).containsExactly("a.png", "d.png");
  }

  @Test
  void filesThatExistAreKeptAndTheOthersMade() throws IOException {
    Files.createDirectory(coins);
    Path precious = Files.writeString(coins.resolve("b.coin"), "precious");
    Cli some = compress();
    assertThat(some.code()).isEqualTo(ExitCode.FAILED.number());
    assertThat(some.err()).contains("1 of 4 failed", "b.coin: exists already", "--force");
    assertThat(precious).hasContent("precious");
    assertThat(names(coins)).hasSize(4);
    compress("--force").succeeds();
    assertThat(Files.readAllBytes(precious)).startsWith(0xC0);
  }

  @Test
  void jobsChangeNeitherFilesNorWhatIsSaid() throws IOException {
    String one = compress("--jobs", "1").succeeds().out();
    byte[] coin = Files.readAllBytes(coins.resolve("d.coin"));
    assertThat(one.lines().map(line -> line.replaceFirst(": .*", "")))
        .containsExactly(
            coins.resolve("a.coin") + "",
            coins.resolve("b.coin") + "",
            coins.resolve("c.coin") + "",
            coins.resolve("d.coin") + "");
    for (int jobs : new int[] {2, 7}) {
      assertThat(compress("--force", "-j", jobs).succeeds().out()).isEqualTo(one);
      assertThat(Files.readAllBytes(coins.resolve("d.coin"))).isEqualTo(coin);
    }
    compress("--force", "--jobs", "0").failsWith(ExitCode.USAGE, "--jobs = 0");
  }

  @Test
  void withoutAnOutputFilesLieBesideTheirInputs() throws IOException {
    Path image = pictures.resolve("a.png");
    Cli.run("compress", "-m", mint, image).succeeds();
    Files.delete(image);
    Cli.run("decompress", "-m", mint, pictures.resolve("a.coin")).succeeds();
    assertThat(image).exists();
  }

  @Test
  void imagesThatCannotBeReadAreLeftOutOfAPurse() throws IOException {
    Path same = Files.createDirectory(folder.resolve("same"));
    TinyMint.image(same.resolve("a.png"), 4, 4);
    Files.writeString(same.resolve("b.png"), "no picture");
    TinyMint.image(same.resolve("c.png"), 4, 4);
    Path purse = folder.resolve("same.purse");
    Cli some = Cli.run("compress", "-m", mint, same, "-o", purse);
    assertThat(some.code()).isEqualTo(ExitCode.CORRUPT.number());
    assertThat(some.out()).contains("2 images");
    assertThat(some.err()).contains("1 of 3 failed", "b.png");
    Cli.run("decompress", "-m", mint, purse, folder.resolve("same.purse"), "-o", folder + "/")
        .failsWith(ExitCode.USAGE, "would both become");
  }

  @Test
  void pipesCarryOneImageOrCoin() throws IOException {
    byte[] image = Files.readAllBytes(pictures.resolve("a.png"));
    Piped struck = Piped.run(image, "compress", "-m", mint, "-");
    assertThat(struck.cli().code()).isZero();
    assertThat(struck.cli().out()).isEmpty();
    assertThat(struck.cli().err()).startsWith("standard input: ").contains("PSNR");
    Path coin = folder.resolve("a.coin");
    Cli.run("compress", "-m", mint, pictures.resolve("a.png"), "-o", coin).succeeds();
    assertThat(struck.bytes()).isEqualTo(Files.readAllBytes(coin));
    Piped decoded = Piped.run(struck.bytes(), "decompress", "-m", mint, "-", "-o", "-");
    Path png = folder.resolve("a.png");
    Cli.run("decompress", "-m", mint, coin, "-o", png).succeeds();
    assertThat(decoded.bytes()).isEqualTo(Files.readAllBytes(png));
    assertThat(Piped.run(new byte[5], "decompress", "-m", mint, "-").cli().err())
        .contains("standard input @ byte 0: is not a coin");
    Cli.refuses("one coin", "compress", "-m", mint, pictures, "-o", "-");
  }

  @Test
  void coinIsDecodedAtOtherSizesAndInPart() throws IOException {
    Path coin = folder.resolve("a.coin");
    Cli.run("compress", "-m", mint, TinyMint.image(folder.resolve("wide.png"), 12, 20), "-o", coin)
        .succeeds();
    assertThat(decoded(coin, "--scale", "2")).isEqualTo(GridShape.of(24, 40));
    assertThat(decoded(coin, "--size", "10x30")).isEqualTo(GridShape.of(30, 10));
    assertThat(decoded(coin, "--region", "2.5,1,8,6")).isEqualTo(GridShape.of(6, 8));
    assertThat(decoded(coin, "--region", "0,0,20,12", "--scale", "0.5"))
        .isEqualTo(GridShape.of(6, 10));
    Object[] start = {"decompress", "-m", mint, coin, "-o", folder.resolve("y.png")};
    refuses("exclude", start, "--scale", "2", "--size", "3x3");
    refuses("640x480", start, "--size", "3");
    refuses("10,20,64,48", start, "--region", "1,2,3");
    refuses("the signal from 0.0 to 20.0", start, "--region", "15,0,6,6");
    refuses("must be above 0", start, "--scale", "0");
    refuses("blended over -1.0", start, "--blend", "-1");
  }

  private static void refuses(String word, Object[] start, Object... more) {
    Cli.refuses(word, Stream.concat(Stream.of(start), Stream.of(more)).toArray());
  }

  private GridShape decoded(Path coin, Object... more) {
    Path png = folder.resolve("x.png");
    Cli.run(
            Stream.concat(
                    Stream.of("decompress", "-m", mint, coin, "-o", png, "--force"),
                    Stream.of(more))
                .toArray())
        .succeeds();
    return ImageFile.read(png, ColourMode.AS_STORED).samples().shape();
  }

  /** A command between pipes. */
  private record Piped(Cli cli, byte[] bytes) {

    static Piped run(byte[] input, Object... arguments) {
      InputStream in = System.in;
      PrintStream out = System.out;
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (PrintStream pipe = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
        System.setIn(new ByteArrayInputStream(input));
        System.setOut(pipe);
        Cli cli = Cli.run(arguments);
        pipe.flush();
        return new Piped(cli, bytes.toByteArray());
      } finally {
        System.setIn(in);
        System.setOut(out);
      }
    }
  }
}
