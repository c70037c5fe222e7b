package org.coinage.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coinage.entropy.CodeModel;
import org.coinage.field.FieldEngine;
import org.coinage.fitting.CodeFit;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;

/**
 * From samples to coins: cuts into patches, fits a code to each, rounds it, codes the integers, and
 * decodes the result before it is given out.
 *
 * <p>Thread-safe where its engine is; engine and map of workers stay the caller's to close.
 */
public final class Striker {

  private final Mint mint;
  private final FieldEngine engine;
  private final OrderedMap workers;
  private final Decoder decoder;
  private final Blanks blanks;
  private final int codebook;
  private final StepScale step;
  private final StrikeSettings settings;
  private final Rounder rounder;
  private final boolean digest;

  /**
   * A striker with a codebook of the mint, taking the mint's number of inner steps and rounding to
   * the nearest.
   *
   * @throws IllegalArgumentException if the mint has no codebook of that name
   */
  public Striker(Mint mint, String codebook, FieldEngine engine, OrderedMap workers) {
    this.mint = mint;
    this.engine = engine.forgetful();
    this.workers = workers;
    this.decoder = new Decoder(mint, workers);
    this.blanks = new Blanks(mint);
    this.codebook = mint.codebook(codebook);
    this.step = StepScale.NONE;
    this.settings = StrikeSettings.plain(mint.innerLoop().steps());
    this.rounder = Rounder.of(mint, book(), step, settings, this.engine, Optional.empty());
    this.digest = false;
  }

  private Striker(
      Striker other, int codebook, StepScale step, StrikeSettings settings, boolean digest) {
    this.mint = other.mint;
    this.engine = other.engine;
    this.workers = other.workers;
    this.decoder = other.decoder;
    this.blanks = other.blanks;
    this.codebook = codebook;
    this.step = step;
    this.settings = settings;
    this.rounder = Rounder.of(mint, book(), step, settings, engine, Optional.of(other.rounder));
    this.digest = digest;
  }

  private Codebook book() {
    return mint.codebooks().get(codebook);
  }

  /** The mint it strikes with. */
  Mint mint() {
    return mint;
  }

  /** The same with another codebook. */
  public Striker withCodebook(String name) {
    return new Striker(this, mint.codebook(name), StepScale.NONE, settings, digest);
  }

  /**
   * The same with the codebook's steps at a scale.
   *
   * @throws IllegalArgumentException if the codebook has no steps to scale
   */
  public Striker withStep(StepScale newStep) {
    return new Striker(this, codebook, newStep, settings, digest);
  }

  /**
   * The same, fitting and rounding in another way.
   *
   * @throws IllegalArgumentException if the codebook lacks what that needs
   */
  public Striker with(StrikeSettings newSettings) {
    return new Striker(this, codebook, step, newSettings, digest);
  }

  /** The same, adding the SHA-256 of the decoded samples to each coin: 38 bytes more. */
  public Striker withDigest() {
    return new Striker(this, codebook, step, settings, true);
  }

  /**
   * The fitted codes of a signal, one per patch: what is rounded later, with this codebook or
   * another, at this scale of the steps or another. What a prior changes is changed then.
   */
  public List<double[]> fit(Samples samples) {
    return fitPieces(signals(samples));
  }

  /** A coin of a signal. */
  public Struck strike(Samples samples) {
    return strike(samples, fit(samples));
  }

  /**
   * A coin of a signal whose codes are known already, as from another fit.
   *
   * @param codes one per patch
   */
  public Struck strike(Samples samples, List<double[]> codes) {
    Imprint imprint = imprint(samples);
    requirePieces(imprint, codes);
    List<int[]> symbols = round(signals(samples), codes);
    byte[] code = model().encodeAll(symbols, imprint.grid());
    CoinFile coin = new CoinFile("coin", imprint, code, Optional.empty());
    try {
      Samples decoded = decoder.decode(coin);
      if (digest) {
        coin = new CoinFile("coin", imprint, code, Optional.of(Decoder.digest(decoded)));
      }
      CoinFile written = CoinFile.parse(coin.toBytes(), "coin", Limits.DEFAULT);
      requireEqual(symbols, decoder.symbols(written));
      return new Struck(coin, decoded, Struck.meanSquaredError(samples, decoded));
    } catch (CodecException e) {
      throw notReadable(e);
    }
  }

  /** A purse of signals of one shape, in blocks of {@link PurseFile#DEFAULT_BLOCK}. */
  public StruckPurse strikeAll(List<Samples> signals) {
    return strikeAll(signals, fitAll(signals), PurseFile.DEFAULT_BLOCK);
  }

  /** The codes of many signals: per signal, one per patch. */
  public List<List<double[]>> fitAll(List<Samples> signals) {
    List<List<Signal>> pieces = signals.stream().map(this::signals).toList();
    List<Signal> all = pieces.stream().flatMap(List::stream).toList();
    List<double[]> codes = fitPieces(all);
    List<List<double[]>> split = new ArrayList<>();
    int at = 0;
    for (List<Signal> piece : pieces) {
      split.add(List.copyOf(codes.subList(at, at + piece.size())));
      at += piece.size();
    }
    return split;
  }

  /**
   * A purse of signals whose codes are known already.
   *
   * @param signals all of one shape, at least one
   * @param codes per signal, one per patch
   * @param blockSize coins per block
   */
  public StruckPurse strikeAll(List<Samples> signals, List<List<double[]>> codes, int blockSize) {
    if (signals.isEmpty() || codes.size() != signals.size() || blockSize < 1) {
      throw new IllegalArgumentException(
          "a purse of "
              + signals.size()
              + " signals with codes for "
              + codes.size()
              + " in blocks of "
              + blockSize
              + ": expected at least 1, as many, and at least 1");
    }
    Imprint imprint = imprint(signals.get(0));
    List<Signal> pieces = new ArrayList<>();
    for (int i = 0; i < signals.size(); i++) {
      if (!imprint(signals.get(i)).equals(imprint)) {
        throw new IllegalArgumentException(
            "signal "
                + i
                + " has the shape "
                + signals.get(i).shape()
                + ", the coins of a purse share one, here "
                + imprint.shape());
      }
      requirePieces(imprint, codes.get(i));
      pieces.addAll(signals(signals.get(i)));
    }
    List<List<int[]>> symbols =
        split(round(pieces, codes.stream().flatMap(List::stream).toList()), signals.size());
    List<byte[]> blocks = new ArrayList<>();
    for (int from = 0; from < symbols.size(); from += blockSize) {
      int to = Math.min(symbols.size(), from + blockSize);
      List<int[]> block = symbols.subList(from, to).stream().flatMap(List::stream).toList();
      blocks.add(model().encodeAll(block, imprint.grid()));
    }
    return verified(PurseFile.of(imprint, signals.size(), blockSize, blocks), signals, symbols);
  }

  private StruckPurse verified(PurseFile purse, List<Samples> signals, List<List<int[]>> symbols) {
    try {
      PurseFile written = PurseFile.parse(purse.toBytes(), "purse", Limits.DEFAULT);
      List<Samples> decoded = new ArrayList<>();
      for (int block = 0; block < written.blocks(); block++) {
        List<List<int[]>> found = decoder.symbols(written, block);
        for (int i = 0; i < found.size(); i++) {
          requireEqual(symbols.get(written.firstOf(block) + i), found.get(i));
        }
        decoded.addAll(decoder.decodeBlock(written, block));
      }
      List<Double> errors = new ArrayList<>();
      for (int i = 0; i < decoded.size(); i++) {
        errors.add(Struck.meanSquaredError(signals.get(i), decoded.get(i)));
      }
      return new StruckPurse(purse, decoded, errors);
    } catch (CodecException e) {
      throw notReadable(e);
    }
  }

  private List<double[]> fitPieces(List<Signal> pieces) {
    CodeFit fit = new CodeFit(engine, mint.space(), mint.stepSizes(), settings.fit());
    return workers.map(pieces.size(), i -> fit.fit(mint.parameters(), pieces.get(i)));
  }

  private List<Signal> signals(Samples samples) {
    return blanks.signals(samples);
  }

  private Imprint imprint(Samples samples) {
    return blanks.imprint(samples, decoder.fingerprint(), codebook, step);
  }

  private static void requirePieces(Imprint imprint, List<double[]> codes) {
    if (codes.size() != imprint.layout().count()) {
      throw new IllegalArgumentException(
          codes.size() + " codes for " + imprint.layout().count() + " patches");
    }
  }

  private List<int[]> round(List<Signal> pieces, List<double[]> codes) {
    return workers.map(codes.size(), i -> rounder.round(pieces.get(i), codes.get(i)));
  }

  /** Equal shares of a list, in order. */
  private static <T> List<List<T>> split(List<T> all, int shares) {
    int each = all.size() / shares;
    return IntStream.range(0, shares)
        .mapToObj(i -> List.copyOf(all.subList(i * each, (i + 1) * each)))
        .toList();
  }

  private CodeModel model() {
    return book().model();
  }

  private static void requireEqual(List<int[]> written, List<int[]> found) {
    boolean equal = written.size() == found.size();
    for (int i = 0; equal && i < written.size(); i++) {
      equal = Arrays.equals(written.get(i), found.get(i));
    }
    if (!equal) {
      throw new IllegalStateException(
          "what was written does not decode to the symbols it was made from; nothing was kept");
    }
  }

  private static IllegalStateException notReadable(CodecException cause) {
    return new IllegalStateException(
        "what was written cannot be read back, nothing was kept: " + cause.getMessage(), cause);
  }
}
