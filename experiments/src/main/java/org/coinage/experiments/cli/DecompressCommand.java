package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coinage.codec.CoinFile;
import org.coinage.codec.Decoder;
import org.coinage.codec.Imprint;
import org.coinage.codec.Limits;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.datasets.image.PngFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code decompress}: coins and purses to PNG images. Loads no class of the tensor library, so that
 * it starts fast.
 */
@Command(
    name = "decompress",
    description = {
      "Decodes coins to PNG images, purses to folders of them; at other sizes too, for what a coin"
          + " holds is a field that has a value everywhere.",
      "Of a damaged purse all that can be read is decoded. A file that cannot be read does not stop"
          + " the others; those that failed are listed at the end."
    },
    footer = {
      "  coinage decompress --mint photos.mint picture.coin -o picture.png",
      "  coinage decompress --mint photos.mint holiday.purse -o holiday/",
      "  coinage decompress --mint photos.mint coins/ more.coin -o pictures/ --scale 2",
      "  coinage decompress --mint photos.mint picture.coin -o eye.png --region 96,40,32,24 --scale"
          + " 8",
      "  cat picture.coin | coinage decompress --mint photos.mint - > picture.png",
    })
final class DecompressCommand extends Subcommand {

  private static final String PNG = ".png";

  @Option(
      names = {"-m", "--mint"},
      required = true,
      paramLabel = "MINT",
      description = "The mint that the files were struck with.")
  private Path mintFile;

  @Mixin private Output output;

  @Mixin private SamplingOptions sampling;

  @Mixin private JobsOption jobs;

  @Mixin private LimitOption limit;

  @Parameters(
      paramLabel = "IN",
      arity = "1..*",
      description = "Coins, purses, folders of them, or - for one on standard input.")
  private List<Path> inputs;

  @Override
  ExitCode run() throws IOException {
    Limits limits = limit.limits();
    sampling.check();
    CoinInputs coins = new CoinInputs(inputs, limits);
    List<Path> targets = targets(coins);
    Mint mint = MintFile.read(mintFile, limits);
    try (Workshop workshop = jobs.open(coins.size())) {
      Decoder decoder = new Decoder(mint, workshop.patches(), limits);
      Batch batch = batch(targets);
      batch.forEach(
          coins.names(),
          workshop.jobs(),
          (i, words) -> {
            if (coins.isPurse(i)) {
              new PurseUnpacking(decoder, sampling, output)
                  .unpack(coins.purse(i), targets.get(i), words);
            } else {
              decode(coins.coin(i), decoder, targets.get(i), words);
            }
          });
      return batch.end();
    }
  }

  private List<Path> targets(CoinInputs coins) {
    boolean single = coins.size() == 1;
    List<Path> targets = new ArrayList<>();
    for (int i = 0; i < coins.size(); i++) {
      String name = coins.names().get(i);
      if (coins.isPurse(i)) {
        targets.add(folder(name, coins.place(i), single));
        continue;
      }
      if (output.isFile() && single && !output.endsIn(PNG)) {
        throw usage(
            "-o "
                + output.path()
                + " does not end in .png, and is no folder that exists (for a new one put a / at"
                + " its end)");
      }
      targets.add(output.target(name, coins.place(i), PNG));
    }
    if (!single && (output.isFile() || output.isPipe())) {
      throw usage(
          coins.size() + " files do not fit into one; give a folder with -o, with a / at its end");
    }
    output.check(coins.names(), targets);
    return targets;
  }

  /** Of a purse alone the folder that was named, else one in it. */
  private Path folder(String name, Path beside, boolean single) {
    if (output.endsIn(PNG) || output.isPipe()) {
      throw usage(name + " is a purse; give a folder with -o, not one file");
    }
    Path folder = single && output.isFolder() ? output.path() : output.target(name, beside, "");
    if (Pipe.isNamedBy(folder)) {
      throw usage(name + " gives a purse; give a folder with -o");
    }
    return folder;
  }

  private void decode(CoinFile coin, Decoder decoder, Path target, Batch.Words words)
      throws IOException {
    output.requireFree(target);
    Imprint imprint = coin.imprint();
    byte[] png =
        PngFile.encode(
            sampling.isPlain(imprint)
                ? decoder.decode(coin)
                : decoder.decode(coin, sampling.grid(imprint.shape()), sampling.seams()));
    output.write(target, png);
    words.result(Pipe.isNamedBy(target) ? coin.name() : target.toString());
  }
}
