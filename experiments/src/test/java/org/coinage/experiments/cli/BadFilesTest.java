package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coinage.codec.CoinFile;
import org.coinage.codec.Imprint;
import org.coinage.codec.Limits;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.codec.PurseFile;
import org.coinage.codec.StepScale;
import org.coinage.codec.Striker;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a reader is given: one line, the right code, and nothing written. */
class BadFilesTest {

  private static final int[] SYMBOLS = {1, 15, 8, 3, 7, 7, 0, 12};

  @TempDir Path folder;
  private Path mint;
  private Path coin;
  private Path purse;
  private Path output;

  @BeforeEach
  void setUp() throws IOException {
    mint = TinyMint.write(folder, 1);
    coin = folder.resolve("a.coin");
    purse = folder.resolve("a.purse");
    output = folder.resolve("out.png");
    Mint content = MintFile.read(mint);
    Imprint imprint =
        new Imprint(
            content.fingerprint(),
            content.modality(),
            0,
            StepScale.NONE,
            GridShape.of(5, 7),
            3,
            content.patch());
    byte[] code = content.codebooks().get(0).model().encode(SYMBOLS);
    new CoinFile("a", imprint, code, Optional.empty()).write(coin, true);
    List<Samples> images = Collections.nCopies(5, TinyMint.image(5, 7));
    List<List<double[]>> codes = Collections.nCopies(5, List.of(new double[SYMBOLS.length]));
    try (FieldEngine engine = FieldEngines.best(Precision.FLOAT);
        OrderedMap workers = new OrderedMap(1)) {
      new Striker(content, "plain", engine, workers)
          .strikeAll(images, codes, 2)
          .purse()
          .write(purse, true);
    }
  }

  @Test
  void theFilesAreGoodBeforeTheyAreDamaged() {
    Cli.run("decompress", "-m", mint, coin, "-o", output).succeeds();
    Cli.run("verify", "-m", mint, purse).succeeds();
  }

  @Test
  void truncatedCoinIsCorruptAtEveryLength() throws IOException {
    byte[] bytes = Files.readAllBytes(coin);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(coin, Arrays.copyOf(bytes, length));
      fails(ExitCode.CORRUPT, "a.coin @ byte");
    }
  }

  @Test
  void truncatedPurseIsCorrupt() throws IOException {
    byte[] bytes = Files.readAllBytes(purse);
    coin = folder.resolve("cut.purse");
    output = folder;
    for (int length = 0; length < bytes.length; length += 3) {
      Files.write(coin, Arrays.copyOf(bytes, length));
      fails(ExitCode.CORRUPT, "cut.purse @ byte");
    }
  }

  @Test
  void damagedCoinIsCorrupt() throws IOException {
    byte[] bytes = Files.readAllBytes(coin);
    for (int position = 0; position < bytes.length; position++) {
      byte[] damaged = bytes.clone();
      damaged[position] ^= 0x10;
      Files.write(coin, damaged);
      fails(ExitCode.CORRUPT, "a.coin @ byte");
    }
  }

  @Test
  void foreignFileIsNamedForWhatItIs() throws IOException {
    coin = TinyMint.image(folder.resolve("picture.png"), 3, 3);
    fails(ExitCode.CORRUPT, "is not a coin, it looks like a PNG image");
    Path swapped = coin;
    coin = mint;
    mint = swapped;
    fails(ExitCode.CORRUPT, "is not a");
  }

  @Test
  void oversizedFileNamesTheLimitThatAnOptionRaises() {
    Cli.run("decompress", "-m", mint, coin, "-o", output, "--limit", "dimension=6")
        .failsWith(ExitCode.CORRUPT, "the limit dimension is 6");
    assertThat(output).doesNotExist();
    Cli.refuses("elements", "decompress", "-m", mint, coin, "-o", output, "--limit", "element=7");
    Cli.refuses("dimension = 0", "inspect", coin, "--limit", "dimension=0");
  }

  @Test
  void wrongMintHasItsOwnCode() throws IOException {
    mint = TinyMint.write(folder, 2);
    fails(ExitCode.WRONG_MINT, "was struck with mint");
    Cli.run("decompress", "-m", mint, purse, "-o", folder.resolve("d"))
        .failsWith(ExitCode.WRONG_MINT, "was struck with mint");
    assertThat(folder.resolve("d")).doesNotExist();
    Cli.run("verify", "-m", mint, coin).failsWith(ExitCode.WRONG_MINT, "was struck with mint");
  }

  @Test
  void missingFilesAreNamed() {
    Path nowhere = folder.resolve("nowhere");
    Cli.run("decompress", "-m", nowhere, coin, "-o", output)
        .failsWith(ExitCode.FAILED, nowhere + ": there is no such file");
    Cli.run("decompress", "-m", mint, nowhere, "-o", output)
        .failsWith(ExitCode.FAILED, nowhere + ": there is no such file");
    Cli.run("inspect", nowhere).failsWith(ExitCode.FAILED, nowhere);
    Cli.run("verify", "-m", mint, nowhere).failsWith(ExitCode.FAILED, nowhere);
    Cli.run("compress", "-m", mint, nowhere, "-o", folder.resolve("b.coin"))
        .failsWith(ExitCode.FAILED, nowhere);
  }

  @Test
  void outputThatCannotBeWrittenIsNamed() {
    Path inNoFolder = folder.resolve("none").resolve("out.png");
    Cli.run("decompress", "-m", mint, coin, "-o", inNoFolder)
        .failsWith(ExitCode.FAILED, inNoFolder + ": cannot be written, there is no folder");
    Cli.refuses(".png", "decompress", "-m", mint, coin, "-o", folder.resolve("out.tiff"));
    Cli.refuses("is a purse", "decompress", "-m", mint, purse, "-o", output);
  }

  @Test
  void damagedBlockOfAPurseCostsOnlyItself() throws IOException {
    byte[] bytes = Files.readAllBytes(purse);
    PurseFile whole = PurseFile.read(purse, Limits.DEFAULT);
    bytes[whole.offsetOf(1)] ^= 0x10;
    Files.write(purse, bytes);
    Path images = folder.resolve("images");
    Cli decoded = Cli.run("decompress", "-m", mint, purse, "-o", images);
    decoded.failsWith(ExitCode.CORRUPT, "images 2 to 3 are lost");
    assertThat(decoded.out()).contains("3 of 5 images");
    try (Stream<Path> files = Files.list(images)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactly("0000.png", "0001.png", "0004.png");
    }
    Cli.run("verify", "-m", mint, purse).failsWith(ExitCode.CORRUPT, "a.purse @ byte");
  }

  @Test
  void imagesOfAPurseThatExistAreKept() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    Path precious = Files.writeString(images.resolve("0003.png"), "precious");
    Cli.run("decompress", "-m", mint, purse, "-o", images)
        .failsWith(ExitCode.FAILED, precious, "exists already");
    assertThat(precious).hasContent("precious");
    try (Stream<Path> files = Files.list(images)) {
      assertThat(files).containsExactly(precious);
    }
  }

  @Test
  void anImageThatCannotBeReadIsCorrupt() throws IOException {
    Path image = TinyMint.image(folder.resolve("picture.png"), 9, 9);
    byte[] bytes = Files.readAllBytes(image);
    for (int length : IntStream.of(0, 7, 40, bytes.length - 30).toArray()) {
      Files.write(image, Arrays.copyOf(bytes, length));
      Cli.run("compress", "-m", mint, image, "-o", folder.resolve("b.coin"))
          .failsWith(ExitCode.CORRUPT, image);
    }
    assertThat(folder.resolve("b.coin")).doesNotExist();
  }

  private void fails(ExitCode code, String words) throws IOException {
    Cli.run("decompress", "-m", mint, coin, "-o", output).failsWith(code, words);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("out"))).isEmpty();
    }
  }
}
