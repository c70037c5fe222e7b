package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.coinage.codec.CoinFile;
import org.coinage.codec.Decoder;
import org.coinage.codec.FileKind;
import org.coinage.codec.Limits;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.codec.PurseFile;
import org.coinage.codec.Verification;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: a full check of a file. */
@Command(
    name = "verify",
    description = "Checks every checksum and decodes every sample of a coin or purse.",
    footer = {
      "  coinage verify --mint photos.mint picture.coin",
      "  coinage verify --mint photos.mint picture.coin --original picture.png",
    })
final class VerifyCommand extends Subcommand {

  @Option(
      names = {"-m", "--mint"},
      required = true,
      paramLabel = "MINT",
      description = "The mint that the file was struck with.")
  private Path mintFile;

  @Option(
      names = "--original",
      paramLabel = "IMAGE",
      description = "What was compressed, to state the PSNR; for a purse a folder or data set.")
  private Path original;

  @Mixin private LimitOption limit;

  @Parameters(paramLabel = "FILE", description = "A coin or a purse.")
  private Path file;

  @Override
  ExitCode run() throws IOException {
    Limits limits = limit.limits();
    Mint mint = MintFile.read(mintFile, limits);
    try (OrderedMap workers = OrderedMap.onAllProcessors()) {
      Verification verified = Verification.of(file, mint, workers, limits);
      out()
          .println(
              "%s: %d %s, SHA-256 of the samples %s%s"
                  .formatted(
                      file,
                      verified.coins(),
                      verified.coins() == 1 ? "coin decodes" : "coins decode",
                      verified.sha256(),
                      verified.compared() ? " as its digest says" : ""));
      return original == null
          ? ExitCode.DONE
          : compare(mint, new Decoder(mint, workers, limits), limits);
    }
  }

  private ExitCode compare(Mint mint, Decoder decoder, Limits limits) throws IOException {
    InputImages images = new InputImages(List.of(original), mint.architecture().channels());
    double sum = 0;
    int done = 0;
    if (FileKind.of(file) == FileKind.COIN) {
      requireCount(images, 1);
      sum = psnr(images, 0, decoder.decode(CoinFile.read(file, limits)));
      done = 1;
    } else {
      PurseFile purse = PurseFile.read(file, limits);
      requireCount(images, purse.coins());
      for (int block = 0; block < purse.blocks(); block++) {
        for (Samples decoded : decoder.decodeBlock(purse, block)) {
          sum += psnr(images, done++, decoded);
        }
      }
    }
    out()
        .println(
            "%sPSNR %.2f dB against %s".formatted(done == 1 ? "" : "mean ", sum / done, original));
    return ExitCode.DONE;
  }

  private void requireCount(InputImages images, int coins) {
    if (images.size() != coins) {
      throw new IllegalArgumentException(
          "%s has %d images, %s holds %d".formatted(original, images.size(), file, coins));
    }
  }

  private double psnr(InputImages images, int index, Samples decoded) {
    Samples image = images.get(index, this::notice);
    if (!image.shape().equals(decoded.shape())) {
      throw new IllegalArgumentException(
          "%s is %s, what %s holds is %s"
              .formatted(images.name(index), image.shape(), file, decoded.shape()));
    }
    return Psnr.AS_FILE.of(image, decoded);
  }
}
