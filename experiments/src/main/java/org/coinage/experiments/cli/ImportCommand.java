package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.coinage.codec.Limits;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.codec.PyTorchImport;
import org.coinage.codec.Safetensors;
import org.coinage.experiments.provenance.Provenance;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizeKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code import}: parameters of another program to a mint. */
@Command(
    name = "import",
    description = {
      "Makes a mint of the parameters of a PyTorch COIN++ model, saved by"
          + " safetensors.torch.save_file(model.state_dict(), FILE).",
      "Sizes follow from the shapes; what no shape tells is given here. The mint has no codebooks"
          + " yet."
    },
    footer = "  coinage import --from-pytorch model.safetensors --w0 50 -o model.mint")
final class ImportCommand extends Subcommand {

  @Option(
      names = "--from-pytorch",
      required = true,
      paramLabel = "FILE",
      description = "The state dictionary.")
  private Path input;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "MINT",
      description = "The mint to write.")
  private Path output;

  @Option(
      names = "--w0",
      required = true,
      paramLabel = "NUMBER",
      description = "Frequency factor of the sine layers.")
  private double w0;

  @Option(
      names = "--w0-first",
      paramLabel = "NUMBER",
      description = "Frequency factor of the first one (default: as --w0).")
  private Double w0First;

  @Option(
      names = "--scale-only",
      description = "Modulations of one layer's length are scales, not shifts.")
  private boolean scaleOnly;

  @Option(
      names = "--inner-steps",
      paramLabel = "N",
      defaultValue = "3",
      description = "Inner steps it was trained with (default: ${DEFAULT-VALUE}).")
  private int innerSteps;

  @Option(
      names = "--step-size",
      paramLabel = "NUMBER",
      defaultValue = "0.01",
      description = "Their step size (default: ${DEFAULT-VALUE}).")
  private double stepSize;

  @Option(names = "--force", description = "Overwrite what exists.")
  private boolean force;

  @Mixin private LimitOption limit;

  @Override
  ExitCode run() throws IOException {
    Limits limits = limit.limits();
    InnerLoopSettings innerLoop = new InnerLoopSettings(innerSteps, stepSize, StepSizeKind.FIXED);
    Destination.requireFree(output, force);
    Safetensors state = Safetensors.read(input, limits);
    Mint mint =
        new PyTorchImport(w0First == null ? w0 : w0First, w0, scaleOnly, innerLoop)
            .mint(state, input.toString(), limits)
            .withProvenance(
                Provenance.here().withData(input.getFileName().toString(), sha256()).toMap());
    MintFile.write(mint, output, force);
    out()
        .println(
            "%s: mint %s, %s, codes of %d numbers"
                .formatted(
                    output, mint.fingerprint(), mint.modulation().kind(), mint.space().codeDim()));
    return ExitCode.DONE;
  }

  private String sha256() throws IOException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(Files.readAllBytes(input)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
