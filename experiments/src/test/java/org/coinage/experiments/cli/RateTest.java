package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coinage.codec.MintFile;
import org.coinage.datasets.generate.DeadLeaves;
import org.coinage.datasets.generate.DeadLeavesRecipe;
import org.coinage.datasets.image.PngFile;
import org.coinage.signal.Samples;
import org.coinage.training.MintLearning;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** compress at a rate or quality of one's choice, with a mint that learned. */
class RateTest {

  private static final int IMAGES = 40;

  @TempDir private static Path folder;
  private static Path mint;
  private static Path images;

  @BeforeAll
  static void learn() throws IOException {
    DeadLeaves leaves = new DeadLeaves(DeadLeavesRecipe.square(16), 7, 2 * IMAGES);
    List<Samples> training = new ArrayList<>();
    images = Files.createDirectory(folder.resolve("images"));
    for (int i = 0; i < IMAGES; i++) {
      training.add(leaves.get(i));
      PngFile.write(images.resolve("leaves%02d.png".formatted(i)), leaves.get(IMAGES + i));
    }
    mint = folder.resolve("leaves.mint");
    MintFile.write(
        MintLearning.of(training).latentDim(12).width(16).layers(3).steps(150).learn(1),
        mint,
        false);
  }

  private static Cli compress(Path out, Object... more) throws IOException {
    List<Object> arguments =
        new ArrayList<>(List.of("compress", "-m", mint, images, "-o", out, "--force"));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  @Test
  void budgetsAreMetWithinThreePerCent() throws IOException {
    Path purse = folder.resolve("a.purse");
    compress(purse, "--bytes", "300").succeeds();
    assertThat(Files.size(purse)).isBetween(291L, 300L);
    compress(purse, "--bpp", "0.2").succeeds();
    double bpp = 8.0 * Files.size(purse) / (256 * IMAGES);
    assertThat(bpp).isBetween(0.97 * 0.2, 0.2);
    Path decoded = folder.resolve("decoded");
    Cli.run("decompress", "-m", mint, purse, "-o", decoded + "/").succeeds();
    assertThat(decoded).isNotEmptyDirectory();
  }

  @Test
  void aQualityIsMetToATenthOfADecibel() throws IOException {
    Path purse = folder.resolve("b.purse");
    double fine = psnr(compress(purse, "--codebook", "step-0.7").succeeds());
    double coarse = psnr(compress(purse, "--codebook", "step-2.8").succeeds());
    double target = (fine + coarse) / 2;
    double found =
        psnr(compress(purse, "--psnr", String.format(Locale.ROOT, "%.2f", target)).succeeds());
    assertThat(found).isCloseTo(target, within(0.11));
  }

  private static double psnr(Cli done) {
    return Double.parseDouble(done.out().replaceFirst("(?s).*PSNR (\\S+) dB.*", "$1"));
  }

  @Test
  void theEncoderWithAPriorIsTheDefaultAndNotWorseThanPlainSteps() throws IOException {
    Path best = folder.resolve("best.purse");
    Path plain = folder.resolve("plain.purse");
    double psnr = psnr(compress(best, "--codebook", "step-1").succeeds());
    double other = psnr(compress(plain, "--codebook", "step-1", "--fitting", "inner").succeeds());
    // At one codebook each may have the other's bytes or quality; not both may be better.
    assertThat(Files.size(best) < Files.size(plain) || psnr > other).isTrue();
  }

  @Test
  void whatCannotBeIsSaidInOneLine() throws IOException {
    Path purse = folder.resolve("c.purse");
    compress(purse, "--psnr", "60").failsWith(ExitCode.USAGE, "out of reach", "this mint makes");
    compress(purse, "--bpp", "1", "--psnr", "30").failsWith(ExitCode.USAGE, "--bpp", "--psnr");
    compress(purse, "--bpp", "1", "--codebook", "step-1")
        .failsWith(ExitCode.USAGE, "is a rate already");
    compress(purse, "--bytes", "-4").failsWith(ExitCode.USAGE, "greater than 0");
    compress(purse, "--rounding", "up").failsWith(ExitCode.USAGE, "error-feedback");
    assertThat(purse).doesNotExist();
  }
}
