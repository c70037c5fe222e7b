package org.coinage.experiments.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.coinage.codec.Codebook;
import org.coinage.codec.Mint;
import org.coinage.codec.StrikeSettings;
import org.coinage.codec.Striker;
import org.coinage.codec.Struck;
import org.coinage.field.FieldEngine;
import org.coinage.fitting.CodeFit;
import org.coinage.fitting.FitKind;
import org.coinage.fitting.FitSettings;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Patching;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;

/**
 * Quality of the unquantized fit against the time it takes, one signal after another on one thread:
 * plain steps, Gauss-Newton steps and secant steps, each from the zero code. Beside them whole
 * coins, with everything on: fit with a prior, error feedback, entropy coding, and the decoding
 * that proves them.
 */
public final class FitCurve {

  private static final int[] PLAIN = {3, 10, 25, 50, 100, 200};
  private static final int[] SECANT = {2, 4, 6, 9, 14, 20, 24};
  private static final int MOST = 10;

  /** Rounds over all signals; the median time of a round counts. */
  private static final int ROUNDS = 3;

  private final Mint mint;
  private final FieldEngine engine;
  private final List<Samples> samples;
  private final List<Signal> signals;

  /**
   * One way of fitting.
   *
   * @param fit the way
   * @param psnr mean over signals or patches, unclamped, in dB
   * @param milliseconds per signal or patch
   */
  public record Point(FitSettings fit, double psnr, double milliseconds) {

    /** In words. */
    public String describe() {
      return switch (fit.kind()) {
        case INNER, ADAM, GATED -> fit.innerSteps() + " plain steps";
        case GAUSS_NEWTON, MAP -> fit.gaussNewtonSteps() + " Gauss-Newton steps";
        case SECANT -> fit.gaussNewtonSteps() + " secant steps";
      };
    }
  }

  /**
   * Coins made with everything on.
   *
   * @param codebook whose, the middle one of the mint
   * @param encoder the way
   * @param psnr mean over decoded signals, in dB
   * @param bytes mean of a coin's file
   * @param milliseconds per signal or patch
   */
  public record Coins(
      String codebook, StrikeSettings encoder, double psnr, double bytes, double milliseconds) {}

  /** Fits of a mint to signals, by patches where the mint takes them so. */
  public FitCurve(Mint mint, FieldEngine engine, List<Samples> samples) {
    this.mint = mint;
    this.engine = engine.forgetful();
    this.samples = List.copyOf(samples);
    this.signals =
        samples.stream()
            .flatMap(each -> Patching.pieces(each, mint.patch()).stream())
            .map(piece -> mint.architecture().encoding().encode(piece.in(mint.frame())))
            .toList();
  }

  /** Measures all ways. */
  public List<Point> measure() {
    List<FitSettings> fits = new ArrayList<>();
    for (int steps : PLAIN) {
      fits.add(FitSettings.inner(steps));
    }
    for (int steps = 1; steps <= MOST; steps++) {
      fits.add(new FitSettings(FitKind.GAUSS_NEWTON, 0, steps));
    }
    for (int steps : SECANT) {
      fits.add(new FitSettings(FitKind.SECANT, 0, steps));
    }
    measure(fits.get(1)); // warms up all kinds
    measure(fits.get(PLAIN.length + MOST - 1));
    measure(fits.get(fits.size() - 1));
    return fits.stream().map(this::measure).toList();
  }

  private Point measure(FitSettings settings) {
    CodeFit fit = new CodeFit(engine, mint.space(), mint.stepSizes(), settings);
    List<Double> rounds = new ArrayList<>();
    List<double[]> codes = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      codes.clear();
      long start = System.nanoTime();
      for (Signal signal : signals) {
        codes.add(fit.fit(mint.parameters(), signal));
      }
      rounds.add((System.nanoTime() - start) / 1e6 / signals.size());
    }
    double psnr = 0;
    for (int i = 0; i < codes.size(); i++) {
      psnr += psnr(codes.get(i), signals.get(i)) / codes.size();
    }
    return new Point(settings, psnr, rounds.stream().sorted().toList().get(ROUNDS / 2));
  }

  /** Measures whole coins; nothing where the mint has no codebook. */
  public Optional<Coins> strike() {
    if (mint.codebooks().isEmpty()) {
      return Optional.empty();
    }
    Codebook book = mint.codebooks().get(mint.codebooks().size() / 2);
    StrikeSettings encoder = StrikeSettings.bestFor(mint, book);
    try (OrderedMap alone = new OrderedMap(1)) {
      Striker striker = new Striker(mint, book.name(), engine, alone).with(encoder);
      List<Double> rounds = new ArrayList<>();
      List<Struck> coins = List.of();
      for (int round = 0; round <= ROUNDS; round++) { // the first warms up
        long start = System.nanoTime();
        coins = samples.stream().map(striker::strike).toList();
        rounds.add((System.nanoTime() - start) / 1e6 / signals.size());
      }
      return Optional.of(
          new Coins(
              book.name(),
              encoder,
              mean(coins, coin -> Psnr.fromMeanSquaredError(coin.meanSquaredError())),
              mean(coins, coin -> coin.coin().toBytes().length),
              rounds.subList(1, rounds.size()).stream().sorted().toList().get(ROUNDS / 2)));
    }
  }

  private static double mean(List<Struck> coins, ToDoubleFunction<Struck> of) {
    return coins.stream().mapToDouble(of).average().orElseThrow();
  }

  private double psnr(double[] code, Signal signal) {
    double[] values =
        engine.evaluate(
            mint.architecture(), mint.space().apply(mint.parameters(), code), signal.coordinates());
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Math.pow(values[i] - signal.features()[i], 2);
    }
    return Psnr.fromMeanSquaredError(sum / values.length);
  }

  /** What was measured as JSON. */
  public ObjectNode toJson(
      List<Point> points, Optional<Coins> coins, Map<String, String> provenance) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("width", mint.architecture().width())
        .put("layers", mint.architecture().layers())
        .put("code_length", mint.space().codeDim())
        .put("signals", signals.size());
    ArrayNode rows = json.putArray("fits");
    for (Point point : points) {
      rows.addObject()
          .put("fit", point.fit().kind().name())
          .put("inner_steps", point.fit().innerSteps())
          .put("gauss_newton_steps", point.fit().gaussNewtonSteps())
          .put("psnr", point.psnr())
          .put("milliseconds", point.milliseconds());
    }
    coins.ifPresent(
        struck ->
            json.putObject("coins")
                .put("codebook", struck.codebook())
                .put("encoder", struck.encoder().describe())
                .put("psnr", struck.psnr())
                .put("bytes", struck.bytes())
                .put("milliseconds", struck.milliseconds()));
    json.set("provenance", mapper.valueToTree(provenance));
    return json;
  }
}
