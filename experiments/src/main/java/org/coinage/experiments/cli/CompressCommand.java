package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.codec.Striker;
import org.coinage.codec.Struck;
import org.coinage.field.FieldEngine;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compress}: images to coins or a purse. */
@Command(
    name = "compress",
    description = {
      "Compresses images with a mint: each to a coin; or images of one shape, a folder of them, a"
          + " CIFAR-10 batch (.bin) or an idx file to one purse, where OUT is a .purse.",
      "What was written has been decoded and checked. An image that cannot be read does not stop"
          + " the others; those that failed are listed at the end."
    },
    footer = {
      "  coinage compress --mint photos.mint picture.png -o picture.coin",
      "  coinage compress --mint photos.mint a.png holiday/ -o coins/ --jobs 4",
      "  coinage compress --mint photos.mint holiday/ -o holiday.purse",
      "  curl .../picture.png | coinage compress --mint photos.mint - > picture.coin",
    })
final class CompressCommand extends Subcommand {

  private static final String COIN = ".coin";
  private static final String PURSE = ".purse";

  @Option(
      names = {"-m", "--mint"},
      required = true,
      paramLabel = "MINT",
      description = "The mint.")
  private Path mintFile;

  @Mixin private Output output;

  @Mixin private StrikeOptions striking;

  @Mixin private JobsOption jobs;

  @Mixin private LimitOption limit;

  @Parameters(
      paramLabel = "IN",
      arity = "1..*",
      description = "Images, folders of them, or - for an image on standard input.")
  private List<Path> inputs;

  @Override
  ExitCode run() throws IOException {
    Mint mint = MintFile.read(mintFile, limit.limits());
    striking.codebook(mint); // there is one of that name, or nothing is begun
    InputImages images = new InputImages(inputs, mint.architecture().channels());
    boolean purse = output.endsIn(PURSE);
    List<Path> targets = purse ? List.of(purse()) : coins(images);
    try (FieldEngine engine = striking.engine();
        Workshop workshop = jobs.open(purse ? 1 : images.size())) {
      Striker striker = striking.striker(mint, engine, workshop.patches());
      Batch batch = batch(targets);
      if (purse) {
        new PurseImages(images)
            .strike(all -> striking.strikeAll(striker, all), output, batch, workshop.jobs());
      } else {
        batch.forEach(
            images.names(),
            workshop.jobs(),
            (i, words) -> strike(striker, images, i, targets.get(i), words));
      }
      return batch.end();
    }
  }

  private Path purse() throws IOException {
    if (striking.digest()) {
      throw usage("--digest is for coins; a purse has none");
    }
    output.requireFree(output.path());
    return output.path();
  }

  private List<Path> coins(InputImages images) {
    if (output.isFile() && !output.endsIn(COIN)) {
      throw usage(
          "-o "
              + output.path()
              + " ends neither in .coin nor in .purse, and is no folder that exists (for a new one"
              + " put a / at its end)");
    }
    if ((output.isFile() || output.isPipe()) && !images.isSingle()) {
      throw usage(
          images.size() + " images do not fit into one coin; give a .purse or a folder with -o");
    }
    List<Path> targets = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      targets.add(output.target(images.name(i), images.places().get(i), COIN));
    }
    output.check(images.names(), targets);
    return targets;
  }

  private void strike(
      Striker striker, InputImages images, int index, Path target, Batch.Words words)
      throws IOException {
    output.requireFree(target);
    Samples image = images.get(index, words::notice);
    Struck struck = striking.strike(striker, image);
    byte[] bytes = struck.coin().toBytes();
    output.write(target, bytes);
    words.result(
        "%s: %s, PSNR %.2f dB"
            .formatted(
                Pipe.isNamedBy(target) ? images.name(index) : target,
                PurseImages.rate(bytes.length, image.shape().points()),
                Psnr.AS_FILE.of(image, struck.decoded())));
  }
}
