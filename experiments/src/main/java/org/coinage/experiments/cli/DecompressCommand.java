package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coinage.codec.CodecException;
import org.coinage.codec.CoinFile;
import org.coinage.codec.Decoder;
import org.coinage.codec.FileKind;
import org.coinage.codec.Limits;
import org.coinage.codec.MintFile;
import org.coinage.codec.PurseFile;
import org.coinage.datasets.image.PngFile;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Samples;
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
      "Decodes a coin to a PNG image, a purse to a folder of them.",
      "Of a damaged purse all that can be read is decoded; the exit code is 3 then."
    },
    footer = {
      "  coinage decompress --mint photos.mint picture.coin -o picture.png",
      "  coinage decompress --mint photos.mint holiday.purse -o holiday/",
    })
final class DecompressCommand extends Subcommand {

  private static final String PNG = ".png";

  @Option(
      names = {"-m", "--mint"},
      required = true,
      paramLabel = "MINT",
      description = "The mint that the file was struck with.")
  private Path mintFile;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "A .png for a coin, a folder for a purse (made where it is missing).")
  private Path output;

  @Option(names = "--force", description = "Overwrite what exists.")
  private boolean force;

  @Mixin private LimitOption limit;

  @Parameters(paramLabel = "IN", description = "A coin or a purse.")
  private Path input;

  @Override
  ExitCode run() throws IOException {
    Limits limits = limit.limits();
    FileKind kind = FileKind.of(input);
    try (OrderedMap workers = OrderedMap.onAllProcessors()) {
      return kind == FileKind.PURSE
          ? decodePurse(PurseFile.read(input, limits), decoder(workers, limits))
          : decodeCoin(CoinFile.read(input, limits), decoder(workers, limits));
    }
  }

  private Decoder decoder(OrderedMap workers, Limits limits) throws IOException {
    return new Decoder(MintFile.read(mintFile, limits), workers, limits);
  }

  private ExitCode decodeCoin(CoinFile coin, Decoder decoder) throws IOException {
    Path target = output;
    if (Files.isDirectory(output)) {
      target = output.resolve(Destination.stem(input) + PNG);
    } else if (!Destination.hasSuffix(output, PNG)) {
      throw usage("-o " + output + " does not end in .png, and is no folder that exists");
    }
    Destination.requireFree(target, force);
    PngFile.write(target, decoder.decode(coin));
    out().println(target);
    return ExitCode.DONE;
  }

  private ExitCode decodePurse(PurseFile purse, Decoder decoder) throws IOException {
    if (Destination.hasSuffix(output, PNG)) {
      throw usage(input + " is a purse; give a folder with -o, not a .png");
    }
    int digits = Math.max(4, Integer.toString(purse.coins() - 1).length());
    List<Path> targets = new ArrayList<>();
    for (int i = 0; i < purse.coins(); i++) {
      targets.add(output.resolve(("%0" + digits + "d").formatted(i) + PNG));
    }
    if (Files.exists(output)) {
      for (Path target : targets) {
        Destination.requireFree(target, force);
      }
    }
    int written = 0;
    for (int block = 0; block < purse.blocks(); block++) {
      int first = purse.firstOf(block);
      int last = first + purse.coinsOf(block) - 1;
      try {
        List<Samples> images = decoder.decodeBlock(purse, block);
        Files.createDirectories(output);
        for (int i = 0; i < images.size(); i++) {
          PngFile.write(targets.get(first + i), images.get(i));
        }
        written += images.size();
      } catch (CodecException.Corrupt e) {
        notice(e.getMessage() + " (images " + first + " to " + last + " are lost)");
      }
    }
    out().println("%s: %d of %d images".formatted(output, written, purse.coins()));
    return written == purse.coins() ? ExitCode.DONE : ExitCode.CORRUPT;
  }
}
