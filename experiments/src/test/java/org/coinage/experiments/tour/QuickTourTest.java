package org.coinage.experiments.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.coinage.codec.CoinFile;
import org.coinage.codec.Decoder;
import org.coinage.codec.Limits;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.codec.Striker;
import org.coinage.codec.Struck;
import org.coinage.datasets.generate.DeadLeaves;
import org.coinage.datasets.generate.DeadLeavesRecipe;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Samples;
import org.coinage.training.MintLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ten lines of the README: they compile, run, and are what the README shows. */
class QuickTourTest {

  private static final Path SOURCE =
      Path.of("src/test/java/org/coinage/experiments/tour/QuickTourTest.java");
  private static final Path README = Path.of("../README.md");

  @TempDir private Path folder;

  @Test
  void tenLinesLearnStrikeAndDecode() throws IOException {
    DeadLeaves leaves = new DeadLeaves(DeadLeavesRecipe.square(8), 1, 24);
    List<Samples> images = IntStream.range(0, 23).mapToObj(leaves::get).toList();
    Samples image = leaves.get(23);
    // tour begins
    Mint mint = MintLearning.of(images).latentDim(8).width(16).steps(60).learn(1);
    MintFile.write(mint, folder.resolve("leaves.mint"), false);
    try (FieldEngine engine = FieldEngines.best(Precision.FLOAT);
        OrderedMap threads = OrderedMap.onAllProcessors()) {
      Struck struck = new Striker(mint, "step-1", engine, threads).strike(image);
      struck.coin().write(folder.resolve("leaf.coin"), false);
      Mint read = MintFile.read(folder.resolve("leaves.mint"));
      CoinFile coin = CoinFile.read(folder.resolve("leaf.coin"), Limits.DEFAULT);
      Samples decoded = new Decoder(read, threads).decode(coin);
      // tour ends
      assertThat(decoded.shape()).isEqualTo(image.shape());
      assertThat(decoded.values()).isEqualTo(struck.decoded().values());
      assertThat(Files.size(folder.resolve("leaf.coin"))).isLessThan(image.values().length / 4);
      assertThat(struck.psnr()).isGreaterThan(psnrOfUntrained(images, image, engine, threads) + 1);
    }
  }

  /** Two outer steps learn nothing yet. */
  private static double psnrOfUntrained(
      List<Samples> images, Samples image, FieldEngine engine, OrderedMap threads) {
    Mint mint = MintLearning.of(images).latentDim(8).width(16).steps(2).learn(1);
    return new Striker(mint, "step-1", engine, threads).strike(image).psnr();
  }

  @Test
  void readmeShowsExactlyTheseLines() throws IOException {
    String source = Files.readString(SOURCE);
    String tour =
        source.substring(
            source.indexOf("// tour begins\n") + "// tour begins\n".length(),
            source.indexOf("// tour ends\n"));
    String readme = Files.readString(README);
    int heading = readme.indexOf("## In ten lines of Java");
    assertThat(heading).as("the heading in the README").isNotNegative();
    assertThat(normalised(readme.substring(heading))).contains(normalised(tour) + " }");
    assertThat(tour.stripTrailing().lines().count() + 1)
        .as("lines with the closing brace")
        .isEqualTo(10);
  }

  private static String normalised(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
