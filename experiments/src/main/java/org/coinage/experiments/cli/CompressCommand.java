package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coinage.codec.Codebook;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.codec.Striker;
import org.coinage.codec.Struck;
import org.coinage.codec.StruckPurse;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
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
      "Compresses images with a mint: one image to a coin; a folder, several images of one shape, a"
          + " CIFAR-10 batch (.bin) or an idx file to a purse, or to coins where OUT is a folder.",
      "What was written has been decoded and checked."
    },
    footer = {
      "  coinage compress --mint photos.mint picture.png -o picture.coin",
      "  coinage compress --mint photos.mint holiday/ -o holiday.purse",
      "  coinage compress --mint photos.mint a.png b.jpg -o coins/    (the folder exists)",
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

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "A .coin, a .purse, or a folder that exists.")
  private Path output;

  @Option(
      names = "--codebook",
      paramLabel = "NAME",
      description = "Rate point; \"inspect\" lists those of a mint (default: the first).")
  private String codebook;

  @Mixin private EncoderOptions encoder;

  @Option(
      names = "--digest",
      description = "Add the SHA-256 of the decoded samples to each coin, 38 bytes.")
  private boolean digest;

  @Option(names = "--force", description = "Overwrite what exists.")
  private boolean force;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "Engine that fits codes (default: the fastest).")
  private String engineName;

  @Mixin private LimitOption limit;

  @Parameters(paramLabel = "IN", arity = "1..*", description = "Images, or folders of them.")
  private List<Path> inputs;

  @Override
  ExitCode run() throws IOException {
    Mint mint = MintFile.read(mintFile, limit.limits());
    String name = codebook;
    if (name == null) {
      name = mint.codebooks().stream().findFirst().map(Codebook::name).orElse("");
    }
    mint.codebook(name);
    InputImages images = new InputImages(inputs, mint.architecture().channels(), this::notice);
    boolean folder = Files.isDirectory(output);
    List<Path> targets = folder ? coinsIn(output, images) : List.of(output);
    boolean purse = !folder && isPurse(images);
    for (Path target : targets) {
      Destination.requireFree(target, force);
    }
    try (FieldEngine engine = FieldEngines.named(engineName, Precision.FLOAT);
        OrderedMap workers = OrderedMap.onAllProcessors()) {
      Striker striker =
          new Striker(mint, name, engine, workers)
              .with(encoder.settings(mint, mint.codebooks().get(mint.codebook(name))));
      striker = digest ? striker.withDigest() : striker;
      if (purse) {
        strikePurse(striker, images.ofOneShape());
      } else {
        for (int i = 0; i < targets.size(); i++) {
          strikeCoin(striker, images.get(i), targets.get(i));
        }
      }
    }
    return ExitCode.DONE;
  }

  private boolean isPurse(InputImages images) {
    if (Destination.hasSuffix(output, PURSE)) {
      if (digest) {
        throw usage("--digest is for coins; a purse has none");
      }
      return true;
    }
    if (!Destination.hasSuffix(output, COIN)) {
      throw usage(
          "-o " + output + " ends neither in .coin nor in .purse, and is no folder that exists");
    }
    if (!images.isSingle()) {
      throw usage(
          images.size() + " images do not fit into one coin; give a .purse or a folder with -o");
    }
    return false;
  }

  private List<Path> coinsIn(Path folder, InputImages images) {
    Map<Path, Integer> taken = new HashMap<>();
    List<Path> targets = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      Path target = folder.resolve(images.stem(i) + COIN);
      Integer other = taken.put(target, i);
      if (other != null) {
        throw usage(images.name(other) + " and " + images.name(i) + " would both become " + target);
      }
      targets.add(target);
    }
    return targets;
  }

  private void strikeCoin(Striker striker, Samples image, Path target) throws IOException {
    Struck struck = striker.strike(image);
    struck.coin().write(target, force);
    int size = struck.coin().toBytes().length;
    out()
        .println(
            "%s: %s, PSNR %.2f dB"
                .formatted(
                    target,
                    rate(size, image.shape().points()),
                    Psnr.AS_FILE.of(image, struck.decoded())));
    out().flush();
  }

  private void strikePurse(Striker striker, List<Samples> images) throws IOException {
    StruckPurse struck = striker.strikeAll(images);
    struck.purse().write(output, force);
    int size = struck.purse().size();
    long points = (long) images.get(0).shape().points() * images.size();
    out()
        .println(
            "%s: %d images, %s, %.1f bytes an image, mean PSNR %.2f dB"
                .formatted(
                    output,
                    images.size(),
                    rate(size, points),
                    (double) size / images.size(),
                    Psnr.AS_FILE.over(images, struck.decoded()).meanOfPsnr()));
  }

  private static String rate(int bytes, long points) {
    return "%d bytes, %.4f bits per pixel".formatted(bytes, 8.0 * bytes / points);
  }
}
