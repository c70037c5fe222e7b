package org.coinage.experiments.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coinage.codec.Codebook;
import org.coinage.codec.CodecException;
import org.coinage.codec.Decoder;
import org.coinage.codec.Mint;
import org.coinage.codec.PurseFile;
import org.coinage.codec.StrikeSettings;
import org.coinage.codec.Striker;
import org.coinage.codec.Struck;
import org.coinage.codec.StruckPurse;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.PatchGrid;
import org.coinage.experiments.evaluation.MeasuredPoint;
import org.coinage.experiments.evaluation.SignalShare;
import org.coinage.field.FieldEngine;
import org.coinage.fitting.CodeFit;
import org.coinage.fitting.FitSettings;
import org.coinage.fitting.InnerLoop;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Patching;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;

/**
 * What a mint makes of a set of signals, in bytes of files and PSNR of what a decoder gives: one
 * purse for signals of one shape, a coin for each otherwise.
 */
public final class MintEvaluation {

  private final FieldEngine engine;
  private final OrderedMap threads;
  private final int block;
  private final int kept;

  /**
   * An evaluation.
   *
   * @param block coins per block of a purse
   * @param kept decoded signals to keep of each outcome, the first ones, for pictures
   */
  public MintEvaluation(FieldEngine engine, OrderedMap threads, int block, int kept) {
    this.engine = engine;
    this.threads = threads;
    this.block = block;
    this.kept = kept;
  }

  /**
   * A measured point with what it was measured on.
   *
   * @param codebook of the mint
   * @param point the numbers
   * @param purse whether all signals are in one file
   * @param files bytes of the purse, or of each coin
   * @param decoded what a decoder gives of the first signals, in order
   * @param shares what each signal costs and gives, in order
   */
  public record Outcome(
      String codebook,
      MeasuredPoint point,
      boolean purse,
      List<byte[]> files,
      List<Samples> decoded,
      List<SignalShare> shares) {}

  /** Every codebook of the mint, with one encoder. */
  public List<Outcome> measure(Mint mint, List<Samples> signals, StrikeSettings encoder)
      throws CodecException {
    List<Outcome> outcomes = new ArrayList<>();
    if (mint.codebooks().isEmpty()) {
      return outcomes;
    }
    Striker striker =
        new Striker(mint, mint.codebooks().get(0).name(), engine, threads).with(encoder);
    boolean oneShape = signals.stream().map(Samples::shape).distinct().count() == 1;
    long start = System.nanoTime();
    List<List<double[]>> codes = striker.fitAll(signals);
    long fitting = System.nanoTime() - start;
    for (Codebook codebook : mint.codebooks()) {
      Striker withBook = striker.withCodebook(codebook.name());
      outcomes.add(
          oneShape
              ? purse(mint, withBook, codebook.name(), signals, codes, fitting)
              : coins(mint, withBook, codebook.name(), signals, codes, fitting));
    }
    return outcomes;
  }

  private Outcome purse(
      Mint mint,
      Striker striker,
      String codebook,
      List<Samples> signals,
      List<List<double[]>> codes,
      long fitting)
      throws CodecException {
    long start = System.nanoTime();
    StruckPurse struck = striker.strikeAll(signals, codes, block);
    long encoding = fitting + System.nanoTime() - start;
    PurseFile purse = struck.purse();
    long payload = 0;
    for (int b = 0; b < purse.blocks(); b++) {
      payload += purse.code(b).length;
    }
    start = System.nanoTime();
    List<Samples> decoded =
        new Decoder(mint, threads)
            .decode(purse).coins().stream().map(coin -> coin.orElseThrow()).toList();
    long decoding = System.nanoTime() - start;
    MeasuredPoint point =
        MeasuredPoint.of(
            codebook, signals, decoded, purse.size(), purse.size() - payload, encoding, decoding);
    return new Outcome(
        codebook,
        point,
        true,
        List.of(purse.toBytes()),
        head(decoded),
        shares(signals, decoded, bytes(mint, purse)));
  }

  private Outcome coins(
      Mint mint,
      Striker striker,
      String codebook,
      List<Samples> signals,
      List<List<double[]>> codes,
      long fitting)
      throws CodecException {
    List<byte[]> files = new ArrayList<>();
    List<Samples> decoded = new ArrayList<>();
    long bytes = 0;
    long payload = 0;
    long encoding = fitting;
    long decoding = 0;
    Decoder decoder = new Decoder(mint, threads);
    for (int i = 0; i < signals.size(); i++) {
      long start = System.nanoTime();
      Struck struck = striker.strike(signals.get(i), codes.get(i));
      encoding += System.nanoTime() - start;
      byte[] file = struck.coin().toBytes();
      start = System.nanoTime();
      decoded.add(decoder.decode(struck.coin()));
      decoding += System.nanoTime() - start;
      files.add(file);
      bytes += file.length;
      payload += struck.coin().code().length;
    }
    MeasuredPoint point =
        MeasuredPoint.of(codebook, signals, decoded, bytes, bytes - payload, encoding, decoding);
    return new Outcome(
        codebook,
        point,
        false,
        files,
        head(decoded),
        shares(signals, decoded, files.stream().mapToDouble(file -> file.length).toArray()));
  }

  /**
   * Bytes of a purse that each of its coins accounts for: the length of its symbols under the
   * tables, and an equal part of all that is more.
   */
  private double[] bytes(Mint mint, PurseFile purse) throws CodecException {
    CodeModel model = mint.codebooks().get(purse.imprint().codebook()).model();
    Decoder decoder = new Decoder(mint, threads);
    PatchGrid grid = PatchGrid.of(purse.imprint().layout().grid().extents());
    double[] bytes = new double[purse.coins()];
    for (int block = 0; block < purse.blocks(); block++) {
      List<List<int[]>> coins = decoder.symbols(purse, block);
      for (int i = 0; i < coins.size(); i++) {
        bytes[purse.firstOf(block) + i] = model.bits(coins.get(i), grid) / 8;
      }
    }
    double rest = purse.size() - Arrays.stream(bytes).sum();
    return Arrays.stream(bytes).map(each -> each + rest / bytes.length).toArray();
  }

  private static List<SignalShare> shares(
      List<Samples> signals, List<Samples> decoded, double... bytes) {
    List<SignalShare> shares = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      shares.add(
          new SignalShare(
              8 * bytes[i],
              signals.get(i).shape().points(),
              Psnr.AS_FILE.of(signals.get(i), decoded.get(i))));
    }
    return shares;
  }

  private List<Samples> head(List<Samples> decoded) {
    return List.copyOf(decoded.subList(0, Math.min(kept, decoded.size())));
  }

  /**
   * Mean PSNR over signals or patches of the unquantized field, COIN++'s unclamped convention, in
   * dB, after each of the given numbers of inner steps.
   */
  public List<Double> unquantized(Mint mint, List<Samples> signals, List<Integer> steps) {
    List<Signal> pieces = pieces(mint, signals);
    int most = steps.stream().mapToInt(Integer::intValue).max().orElseThrow();
    InnerLoop loop =
        new InnerLoop(engine.forgetful(), mint.innerLoop().over(mint.space()), mint.stepSizes());
    List<double[]> losses =
        threads.map(
            pieces.size(), i -> loop.run(mint.parameters(), pieces.get(i), most + 1).losses());
    return steps.stream()
        .map(
            k ->
                losses.stream()
                    .mapToDouble(each -> Psnr.fromMeanSquaredError(each[k]))
                    .average()
                    .orElseThrow())
        .toList();
  }

  /** The codes that a fit finds, of each signal or patch. */
  List<double[]> codes(Mint mint, List<Samples> signals, FitSettings settings) {
    CodeFit fit = new CodeFit(engine.forgetful(), mint.space(), mint.stepSizes(), settings);
    List<Signal> pieces = pieces(mint, signals);
    return threads.map(pieces.size(), i -> fit.fit(mint.parameters(), pieces.get(i)));
  }

  /** Mean PSNR of given codes, one per signal or patch, in COIN++'s unclamped convention. */
  double psnrAt(Mint mint, List<Samples> signals, List<double[]> codes) {
    List<Signal> pieces = pieces(mint, signals);
    return threads
        .map(
            pieces.size(),
            i ->
                Psnr.fromMeanSquaredError(
                    engine.loss(
                        mint.architecture(),
                        mint.space().apply(mint.parameters(), codes.get(i)),
                        pieces.get(i))))
        .stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  private static List<Signal> pieces(Mint mint, List<Samples> signals) {
    return signals.stream()
        .flatMap(samples -> Patching.pieces(samples, mint.patch()).stream())
        .map(piece -> mint.architecture().encoding().encode(piece.in(mint.frame())))
        .toList();
  }
}
