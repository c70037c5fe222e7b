package org.coinage.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.coinage.codec.Mint;
import org.coinage.codec.StrikeSettings;
import org.coinage.codec.Striker;
import org.coinage.codec.Struck;
import org.coinage.datasets.DatasetException;
import org.coinage.datasets.image.ColourMode;
import org.coinage.datasets.image.ImageFolder;
import org.coinage.datasets.image.PngFile;
import org.coinage.experiments.report.ReportData;
import org.coinage.field.FieldEngine;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;

/**
 * A few of the user's own pictures, compressed with a mint that never saw anything like them: by
 * patches of the size it was learned on.
 */
final class Photographs {

  private final Path folder;
  private final RunDirectory run;

  Photographs(Path folder, RunDirectory run) {
    this.folder = folder;
    this.run = run;
  }

  /** Checks that there is something to read, before hours are spent on learning. */
  void check(int channels) {
    if (channels != 3) {
      throw new IllegalArgumentException(
          "photographs = "
              + folder
              + " needs a mint of colour images; this data set has "
              + channels
              + " channel(s)");
    }
    ImageFolder unused = ImageFolder.flat(folder, ColourMode.RGB);
  }

  /**
   * Writes a coin and a decoded PNG of each picture.
   *
   * @param seams gets those of every picture
   */
  List<ReportData.Picture> compress(
      Mint mint, FieldEngine engine, OrderedMap threads, SeamTable seams, Consumer<String> say)
      throws IOException {
    ImageFolder images = ImageFolder.flat(folder, ColourMode.RGB);
    Files.createDirectories(run.photographs());
    String codebook = mint.codebooks().get(0).name();
    Striker striker =
        new Striker(mint, codebook, engine, threads)
            .with(StrikeSettings.bestFor(mint, mint.codebooks().get(0)));
    List<ReportData.Picture> pictures = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      Samples original;
      try {
        original = images.get(i);
      } catch (DatasetException e) {
        say.accept("  left out: " + e.getMessage());
        continue;
      }
      Struck struck = striker.strike(original);
      String stem = images.file(i).getFileName().toString();
      struck.coin().write(run.photographs().resolve(stem + ".coin"), true);
      Files.write(run.photographs().resolve(stem + ".png"), PngFile.encode(struck.decoded()));
      int bytes = struck.coin().toBytes().length;
      String facts =
          String.format(
              Locale.ROOT,
              "%s: %d bytes, %.3f bpp, %.2f dB",
              codebook,
              bytes,
              8.0 * bytes / original.shape().points(),
              Psnr.AS_FILE.of(original, struck.decoded()));
      say.accept("  " + images.id(i) + " " + facts);
      seams.add(images.id(i), original, struck.decoded(), struck.coin().imprint().layout());
      pictures.add(
          new ReportData.Picture(
              images.id(i), facts, RunReport.middle(original), RunReport.middle(struck.decoded())));
    }
    images.notices().forEach(say);
    return pictures;
  }
}
