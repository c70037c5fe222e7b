package org.coinage.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coinage.codec.Codebook;
import org.coinage.codec.Mint;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.CodeModelFit;
import org.coinage.field.FieldEngine;
import org.coinage.fitting.InnerLoop;
import org.coinage.kernel.OrderedMap;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.quantization.LearnedQuantizer;
import org.coinage.quantization.Runs;
import org.coinage.quantization.SymmetricQuantizer;
import org.coinage.quantization.UniformQuantizer;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.quantization.Whitening;
import org.coinage.signal.Signal;

/**
 * Makes the codebooks of a mint: quantizers and tables fitted to the codes of training signals, as
 * the encoder will find them with the mint's own (binary32) parameters.
 */
public final class Minting {

  private static final MathContext NAME_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private final Mint mint;
  private final List<double[]> codes;
  private final List<Signal> signals;
  private final FieldEngine engine;
  private final OrderedMap threads;

  /**
   * Fits the training signals' codes.
   *
   * @param mint without codebooks
   * @param signals training signals, with encoded coordinates; at least 2, better several hundred
   * @param steps inner steps the encoder will take
   */
  public Minting(
      Mint mint, List<Signal> signals, int steps, FieldEngine engine, OrderedMap threads) {
    this.mint = mint;
    this.signals = List.copyOf(signals);
    this.engine = engine;
    this.threads = threads;
    InnerLoop loop = new InnerLoop(engine.forgetful(), mint.space(), mint.stepSizes());
    this.codes =
        threads.map(signals.size(), i -> loop.run(mint.parameters(), signals.get(i), steps).code());
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
    return scaled(quantizer.quantizer(), factors);
  }

  private List<Codebook> scaled(WhitenedQuantizer quantizer, List<Double> factors) {
    int[] runs = CodeWhitening.runs(mint.space()).toArray();
    List<Codebook> codebooks = new ArrayList<>();
    for (double factor : factors) {
      WhitenedQuantizer scaled = quantizer.scaled(factor);
      CodeModel model = CodeModelFit.perRun(symbols(scaled), runs);
      codebooks.add(new Codebook(name(factor), scaled, model));
    }
    return codebooks;
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
