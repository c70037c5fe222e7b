package org.coinage.experiments.cli;

import java.util.List;
import org.coinage.codec.Codebook;
import org.coinage.codec.Mint;
import org.coinage.codec.RateControl;
import org.coinage.codec.Striker;
import org.coinage.codec.Struck;
import org.coinage.codec.StruckPurse;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Samples;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a coin is struck: what is to be chosen between rate, quality and time. */
final class StrikeOptions {

  @Option(
      names = "--codebook",
      paramLabel = "NAME",
      description = "Rate point; \"inspect\" lists those of a mint (default: the first).")
  private String codebook;

  @Mixin private RateOptions rate;

  @Mixin private EncoderOptions encoder;

  @Option(
      names = "--digest",
      description = "Add the SHA-256 of the decoded samples to each coin, 38 bytes.")
  private boolean digest;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "Engine that fits codes (default: the fastest).")
  private String engineName;

  /** Whether coins are to hold a digest. */
  boolean digest() {
    return digest;
  }

  /** The engine that was asked for; the caller's to close. */
  FieldEngine engine() {
    return FieldEngines.named(engineName, Precision.FLOAT);
  }

  /**
   * The name of the codebook.
   *
   * @throws IllegalArgumentException if the mint has none of that name
   */
  String codebook(Mint mint) {
    String name = codebook;
    if (name != null && rate.target().isPresent()) {
      throw new IllegalArgumentException(
          "--codebook "
              + name
              + " is a rate already; give it, or one of --bytes, --bpp, --psnr and --lambda");
    }
    if (name == null) {
      name = mint.codebooks().stream().findFirst().map(Codebook::name).orElse("");
    }
    mint.codebook(name);
    return name;
  }

  /** A striker as asked for. */
  Striker striker(Mint mint, FieldEngine engine, OrderedMap workers) {
    String name = codebook(mint);
    Striker striker =
        new Striker(mint, name, engine, workers)
            .with(encoder.settings(mint, mint.codebooks().get(mint.codebook(name))));
    return digest ? striker.withDigest() : striker;
  }

  /** A coin as asked for, with a striker of {@link #striker}. */
  Struck strike(Striker striker, Samples image) {
    return rate.target()
        .map(target -> new RateControl(striker).strike(image, target))
        .orElseGet(() -> striker.strike(image));
  }

  /** A purse as asked for, with a striker of {@link #striker}. */
  StruckPurse strikeAll(Striker striker, List<Samples> images) {
    return rate.target()
        .map(target -> new RateControl(striker).strikeAll(images, target))
        .orElseGet(() -> striker.strikeAll(images));
  }
}
