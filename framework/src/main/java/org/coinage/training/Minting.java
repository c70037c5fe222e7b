package org.coinage.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coinage.codec.CodeRounding;
import org.coinage.codec.Codebook;
import org.coinage.codec.Mint;
import org.coinage.codec.Rounder;
import org.coinage.codec.StrikeSettings;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.CodeModelFit;
import org.coinage.entropy.PatchGrid;
import org.coinage.entropy.PictureCodes;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldPart;
import org.coinage.fitting.CodeFit;
import org.coinage.kernel.OrderedMap;
import org.coinage.quantization.CodePrior;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.quantization.LearnedQuantizer;
import org.coinage.quantization.Runs;
import org.coinage.quantization.SymmetricQuantizer;
import org.coinage.quantization.UniformQuantizer;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.quantization.Whitening;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;

/**
 * Makes the codebooks of a mint: quantizers and tables fitted to the codes of training signals, as
 * the encoder will find them with the mint's own (binary32) parameters.
 */
public final class Minting {

  private static final MathContext NAME_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private final Mint mint;
  private final List<double[]> codes;
  private final StrikeSettings settings;
  private final List<Signal> signals;
  private final FieldEngine engine;
  private final OrderedMap threads;
  private final PatchedPictures pictures;

  /**
   * Fits the training signals' codes.
   *
   * @param mint without codebooks
   * @param signals training signals, with encoded coordinates; at least 2, better several hundred
   * @param settings of the encoder for whose integers the tables are
   */
  public Minting(
      Mint mint,
      List<Signal> signals,
      StrikeSettings settings,
      FieldEngine engine,
      OrderedMap threads) {
    this(mint, signals, List.of(), settings, engine, threads);
  }

  /**
   * The same with whole training signals beside, from whose patches the codebooks learn how
   * neighbours bear on each other.
   *
   * @param pictures larger than the mint's patch; at least 10, better a hundred; not looked at
   *     where the mint has no patch
   */
  public Minting(
      Mint mint,
      List<Signal> signals,
      List<Samples> pictures,
      StrikeSettings settings,
      FieldEngine engine,
      OrderedMap threads) {
    this.mint = mint;
    this.settings = settings;
    this.signals = List.copyOf(signals);
    this.engine = engine.forgetful();
    this.threads = threads;
    CodeFit fit = new CodeFit(this.engine, mint.space(), mint.stepSizes(), settings.fit());
    this.codes = threads.map(signals.size(), i -> fit.fit(mint.parameters(), signals.get(i)));
    this.pictures = PatchedPictures.of(mint, pictures, fit, threads);
  }

  /**
   * COIN++'s quantizer with its single histogram: the baseline of everything else.
   *
   * @param range in standard deviations
   */
  public Codebook coinPlusPlus(String name, int bits, double range) {
    UniformQuantizer quantizer = UniformQuantizer.fit(table(), range, bits);
    return new Codebook(
        name, quantizer, CodeModelFit.coinPlusPlus(symbols(quantizer), quantizer.levels()));
  }

  /**
   * Struempler et al.'s quantizer (ECCV 2022), for codes made of weight tensors, with its single
   * histogram.
   */
  public Codebook struempler(String name, int bits) {
    SymmetricQuantizer quantizer =
        SymmetricQuantizer.fit(Runs.of(mint.space().codeTensors()), table(), bits);
    return new Codebook(
        name, quantizer, CodeModelFit.coinPlusPlus(symbols(quantizer), quantizer.levels()));
  }

  /**
   * Codes whitened ({@link CodeWhitening}), one step for all dimensions, tables per dimension or,
   * where codes are weights, per tensor; one codebook per step.
   *
   * @param steps in whitened units
   */
  public List<Codebook> whitened(List<Double> steps) {
    Whitening whitening =
        new CodeWhitening(engine, mint.space(), threads).fit(mint.parameters(), signals, codes);
    double[] ones = new double[whitening.dimension()];
    Arrays.fill(ones, 1);
    return scaled(new WhitenedQuantizer(whitening, new double[ones.length], ones), steps);
  }

  /** A learned quantizer, all its steps multiplied by each of the factors. */
  public List<Codebook> learned(LearnedQuantizer quantizer, List<Double> factors) {
    WhitenedQuantizer steps = quantizer.quantizer();
    boolean weights = mint.space().modulated().contains(FieldPart.WEIGHTS);
    return scaled(weights ? steps : steps.withoutFineSteps(), factors);
  }

  private List<Codebook> scaled(WhitenedQuantizer quantizer, List<Double> factors) {
    boolean weights = mint.space().modulated().contains(FieldPart.WEIGHTS);
    Optional<CodePrior> prior =
        weights ? Optional.empty() : Optional.of(CodePrior.fit(quantizer.whitening(), table()));
    List<WhitenedQuantizer> scaled = factors.stream().map(quantizer::scaled).toList();
    List<Rounder> rounders =
        scaled.stream()
            .map(each -> Rounder.withoutTables(mint, each, prior, settings, engine))
            .toList();
    List<int[][]> symbols = symbols(rounders);
    if (settings.rounding() == CodeRounding.SEARCH) { // moves towards what its tables make cheap
      List<int[][]> first = symbols;
      List<Rounder> blind = rounders;
      rounders =
          IntStream.range(0, factors.size())
              .mapToObj(i -> blind.get(i).withTables(tables(first.get(i))))
              .toList();
      symbols = symbols(rounders);
    }
    List<Codebook> codebooks = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      CodeModel tables = tables(symbols.get(i));
      CodeModel model = weights ? tables : inContext(tables, rounders.get(i), symbols.get(i));
      codebooks.add(new Codebook(name(factors.get(i)), scaled.get(i), model, prior));
    }
    return codebooks;
  }

  /** The symbols each rounder makes of all codes; the model at a code is made once for all. */
  private List<int[][]> symbols(List<Rounder> rounders) {
    List<int[][]> perCode =
        threads.map(
            codes.size(),
            i -> {
              Signal signal = signals.get(i);
              Optional<Rounder.Local> start = rounders.get(0).start(signal, codes.get(i));
              return rounders.stream()
                  .map(rounder -> rounder.round(signal, codes.get(i), start))
                  .toArray(int[][]::new);
            });
    return IntStream.range(0, rounders.size())
        .mapToObj(r -> perCode.stream().map(each -> each[r]).toArray(int[][]::new))
        .toList();
  }

  private CodeModel tables(int[]... symbols) {
    return CodeModelFit.perRun(symbols, CodeWhitening.runs(mint.space()).toArray());
  }

  /** The tables with what neighbouring patches, or the dimensions before, tell about a symbol. */
  private CodeModel inContext(CodeModel tables, Rounder rounder, int[]... symbols) {
    if (mint.patch().isPresent()) {
      return pictures.context(tables, rounder, threads);
    }
    return CodeModelFit.withContext(
        tables,
        Arrays.stream(symbols)
            .map(code -> new PictureCodes(PatchGrid.single(), List.of(tables.project(code))))
            .toList());
  }

  /**
   * Name of the codebook at a factor on the steps, to four digits, as in {@code step-1.4}: decimal
   * arithmetic, so that every JVM writes the same name into the same mint.
   */
  public static String name(double factor) {
    BigDecimal rounded = new BigDecimal(factor).round(NAME_DIGITS).stripTrailingZeros();
    return "step-" + rounded.toPlainString();
  }

  private int[][] symbols(CodeQuantizer quantizer) {
    return codes.stream().map(quantizer::quantize).toArray(int[][]::new);
  }

  private double[][] table() {
    return codes.toArray(double[][]::new);
  }

  /** The mint these codebooks are for, with them. */
  public Mint with(List<Codebook> codebooks) {
    return mint.withCodebooks(codebooks);
  }
}
