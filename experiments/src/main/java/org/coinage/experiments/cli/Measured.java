package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.datasets.Fingerprint;
import org.coinage.experiments.provenance.Provenance;
import org.coinage.signal.Samples;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a measurement of a mint on images reads, and where it is written. */
final class Measured {

  @Option(
      names = {"-m", "--mint"},
      required = true,
      paramLabel = "MINT",
      description = "The mint.")
  private Path mintFile;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the measurement with its provenance there.")
  private Path json;

  @Option(names = "--force", description = "Overwrite what exists.")
  private boolean force;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "Engine that fits codes (default: the fastest).")
  private String engine;

  @Mixin private LimitOption limit;

  @Parameters(
      paramLabel = "IN",
      arity = "1..*",
      description = "Images, folders of them, CIFAR-10 batches or idx files.")
  private List<Path> inputs;

  /** Where to write, free to be written; null where nothing is to be. */
  Path json() throws IOException {
    if (json != null) {
      Destination.requireFree(json, force);
    }
    return json;
  }

  /** The inputs as they were given. */
  List<Path> inputs() {
    return List.copyOf(inputs);
  }

  /** Name of the mint's file. */
  Path mintName() {
    return mintFile.getFileName();
  }

  /** Name of the engine. */
  String engine() {
    return engine;
  }

  /** The mint, read and checked. */
  Mint mint() throws IOException {
    return MintFile.read(mintFile, limit.limits());
  }

  /** The first images, at most so many. */
  List<Samples> signals(Mint mint, int most, Consumer<String> notice) throws IOException {
    InputImages images = new InputImages(inputs, mint.architecture().channels());
    List<Samples> signals = new ArrayList<>();
    for (int i = 0; i < Math.min(most, images.size()); i++) {
      signals.add(images.get(i, notice));
    }
    return signals;
  }

  /** Where a measurement comes from. */
  static Map<String, String> provenance(Mint mint, List<Samples> signals) {
    return Provenance.here()
        .withData("mint", mint.fingerprint().toString())
        .withData("evaluated", Fingerprint.of(signals))
        .toMap();
  }
}
