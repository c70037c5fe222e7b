package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.coinage.datasets.image.ColourMode;
import org.coinage.datasets.image.ImageFile;
import org.coinage.signal.GridShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressionTest {

  @TempDir Path folder;
  private Path mint;
  private Path image;
  private Path coin;

  @BeforeEach
  void setUp() throws IOException {
    mint = TinyMint.write(folder, 1);
    image = TinyMint.image(folder.resolve("a picture.png"), 6, 9);
    coin = folder.resolve("a picture.coin");
  }

  @Test
  void imageBecomesACoinThatDecodesVerifiesAndTellsOfItself() throws IOException {
    Cli struck = Cli.run("compress", "-m", mint, image, "-o", coin, "--digest").succeeds();
    assertThat(struck.out())
        .startsWith(coin + ": " + Files.size(coin) + " bytes, ")
        .containsPattern("bits per pixel, PSNR \\d+\\.\\d\\d dB");
    Path decoded = folder.resolve("decoded.png");
    Cli.run("decompress", "-m", mint, coin, "-o", decoded).succeeds();
    assertThat(ImageFile.read(decoded, ColourMode.AS_STORED).samples().shape())
        .isEqualTo(GridShape.of(6, 9));
    String psnr = struck.out().replaceFirst("(?s).*(PSNR \\S+).*", "$1");
    assertThat(Cli.run("verify", "-m", mint, coin, "--original", image).succeeds().out())
        .contains("1 coin decodes", "as its digest says", psnr + " dB against " + image);
    assertThat(Cli.run("inspect", coin).succeeds().out()).contains("kind: coin", "shape: 6x9");
    assertThat(Cli.run("inspect", coin, "--json").succeeds().out())
        .startsWith("{\"kind\":\"coin\"")
        .hasLineCount(1);
  }

  @Test
  void folderOfImagesBecomesAPurse() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    TinyMint.image(images.resolve("b.png"), 4, 4);
    TinyMint.image(images.resolve("a.png"), 4, 4);
    Path purse = folder.resolve("images.purse");
    assertThat(Cli.run("compress", "-m", mint, images, "-o", purse).succeeds().out())
        .contains("2 images", "bits per pixel", "mean PSNR");
    Path decoded = folder.resolve("decoded");
    assertThat(Cli.run("decompress", "-m", mint, purse, "-o", decoded).succeeds().out())
        .contains("2 of 2 images");
    assertThat(decoded.resolve("0000.png")).exists();
    assertThat(decoded.resolve("0001.png")).exists();
    assertThat(Cli.run("verify", "-m", mint, purse, "--original", images).succeeds().out())
        .contains("2 coins decode", "mean PSNR");
  }

  @Test
  void cifarBatchBecomesAPurse() throws IOException {
    Path batch = Files.write(folder.resolve("data_batch_1.bin"), new byte[2 * 3073]);
    Path purse = folder.resolve("batch.purse");
    assertThat(Cli.run("compress", "-m", mint, batch, "-o", purse).succeeds().out())
        .contains("2 images");
  }

  @Test
  void imagesBecomeCoinsWhereTheOutputIsAFolder() throws IOException {
    Path other = TinyMint.image(folder.resolve("b.png"), 5, 5);
    Path coins = Files.createDirectory(folder.resolve("coins"));
    assertThat(Cli.run("compress", "-m", mint, image, other, "-o", coins).succeeds().out())
        .hasLineCount(2);
    assertThat(coins.resolve("a picture.coin")).exists();
    assertThat(coins.resolve("b.coin")).exists();
  }

  @Test
  void imagesOfDifferentShapesDoNotShareAPurse() throws IOException {
    Path other = TinyMint.image(folder.resolve("b.png"), 5, 5);
    Path purse = folder.resolve("c.purse");
    Cli.run("compress", "-m", mint, image, other, "-o", purse)
        .failsWith(ExitCode.USAGE, "b.png is 5x5", "share one shape");
    assertThat(purse).doesNotExist();
  }

  @Test
  void imagesThatWouldBecomeOneCoinAreRefused() throws IOException {
    Path folder2 = Files.createDirectory(folder.resolve("2"));
    Path twin = TinyMint.image(folder2.resolve("a picture.png"), 5, 5);
    Cli.run("compress", "-m", mint, image, twin, "-o", folder)
        .failsWith(ExitCode.USAGE, "would both become");
    assertThat(coin).doesNotExist();
  }

  @Test
  void existingFileIsOverwrittenOnlyByForce() throws IOException {
    Files.writeString(coin, "precious");
    Cli.run("compress", "-m", mint, image, "-o", coin)
        .failsWith(ExitCode.FAILED, coin, "exists already", "--force");
    assertThat(coin).hasContent("precious");
    Cli.run("compress", "-m", mint, image, "-o", coin, "--force").succeeds();
    assertThat(Files.readAllBytes(coin)).startsWith(0xC0);
    Path decoded = Files.writeString(folder.resolve("decoded.png"), "precious");
    Cli.run("decompress", "-m", mint, coin, "-o", decoded)
        .failsWith(ExitCode.FAILED, decoded, "exists already");
    assertThat(decoded).hasContent("precious");
  }

  @Test
  void outputsThatMakeNoSenseAreRefused() {
    Cli.refuses("neither in .coin", "compress", "-m", mint, image, "-o", folder.resolve("a.png"));
    Cli.refuses("one coin", "compress", "-m", mint, folder, "-o", coin);
    Cli.refuses("digest", "compress", "-m", mint, image, "--digest", "-o", "x.purse");
    Cli.refuses("no codebook 'b'", "compress", "-m", mint, image, "--codebook", "b", "-o", coin);
    Cli.refuses("Steps = -1", "compress", "-m", mint, image, "--steps", "-1", "-o", coin);
    Cli.refuses("engine", "compress", "-m", mint, image, "--engine", "warp", "-o", coin);
  }

  @Test
  void parametersOfPyTorchBecomeAMintWithTheirOrigin() {
    // A mint is a safetensors file with COIN++'s names.
    Path imported = folder.resolve("imported.mint");
    assertThat(
            Cli.run("import", "--from-pytorch", mint, "--w0", "20", "-o", imported)
                .succeeds()
                .out())
        .contains("latent-shift", "codes of 8 numbers");
    assertThat(Cli.run("inspect", imported).succeeds().out())
        .contains("width: 16", "w0: 20.0", "data tiny1.mint: ");
    Cli.run("compress", "-m", imported, image, "-o", coin)
        .failsWith(ExitCode.USAGE, "no codebooks yet");
    Cli.run("import", "--from-pytorch", image, "--w0", "20", "-o", folder.resolve("x.mint"))
        .failsWith(ExitCode.CORRUPT, "a PNG image");
  }

  @Test
  void sameImageGivesTheSameBytes() throws IOException {
    Path again = folder.resolve("again.coin");
    Cli.run("compress", "-m", mint, image, "-o", coin).succeeds();
    Cli.run("compress", "-m", mint, image, "-o", again).succeeds();
    assertThat(Arrays.equals(Files.readAllBytes(coin), Files.readAllBytes(again))).isTrue();
  }
}
