package org.coinage.codec;

import java.util.Map;
import java.util.Optional;
import org.coinage.entropy.CodeModel;
import org.coinage.field.FieldEngine;
import org.coinage.field.Parameters;
import org.coinage.fitting.AdaptiveRounding;
import org.coinage.fitting.CodeMetric;
import org.coinage.fitting.CodeQuadratic;
import org.coinage.fitting.FitKind;
import org.coinage.fitting.Posterior;
import org.coinage.fitting.QuantizedRefit;
import org.coinage.modulation.FullWeights;
import org.coinage.modulation.ModulationSpace;
import org.coinage.quantization.CodePrior;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.quantization.ErrorFeedback;
import org.coinage.quantization.RateDistortionSearch;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.signal.Signal;

/**
 * From a signal and the code that was fitted to it to the integers that are stored, with the
 * decoder in the loop: a model of the error at the code, the posterior's mode where a prior is
 * asked for, rounding in the metric of the model, and again at the code that came of it.
 *
 * <p>Thread-safe where its engine is.
 */
public final class Rounder {

  /** How much higher an error may be than its model expects before the model is not trusted. */
  private static final double TRUST = 1.5;

  private static final double TIGHTEN = 30;
  private static final double MOST_RIDGE = 30;

  private final Mint mint;
  private final FieldEngine engine;
  private final Parameters theta;
  private final CodeQuantizer quantizer;
  private final Optional<CodePrior> prior;
  private final Optional<CodeModel> model;
  private final Map<Integer, Integer> constants;
  private final StrikeSettings settings;
  private final Optional<CodeMetric> metric;
  private final Optional<AdaptiveRounding> adaptive;
  private final Optional<QuantizedRefit> refit;

  private Rounder(
      Mint mint,
      CodeQuantizer quantizer,
      Optional<CodePrior> prior,
      Optional<CodeModel> model,
      StrikeSettings settings,
      FieldEngine engine,
      Optional<Rounder> previous) {
    this.mint = mint;
    this.engine = engine;
    this.theta = mint.parameters();
    this.quantizer = quantizer;
    this.prior = prior;
    this.model = model;
    this.constants =
        model
            .map(CodeModel::constants)
            .orElseGet(
                () ->
                    prior.isPresent() && quantizer instanceof WhitenedQuantizer whitened
                        ? prior.get().constants(whitened)
                        : Map.of());
    this.settings = settings;
    this.metric =
        settings.needsModel() && quantizer instanceof WhitenedQuantizer whitened
            ? Optional.of(
                previous
                    .flatMap(other -> other.metricFor(whitened))
                    .orElseGet(
                        () -> new CodeMetric(engine, mint.space()).whitened(whitened.whitening())))
            : Optional.empty();
    this.adaptive =
        settings.rounding() == CodeRounding.ADAPTIVE
            ? Optional.of(adaptive(mint.space(), settings, engine))
            : Optional.empty();
    this.refit =
        settings.retrains()
            ? Optional.of(new QuantizedRefit(engine, mint.space(), settings.refit()))
            : Optional.empty();
    if (metric.isEmpty() && !(settings.toNearest() && settings.fit().kind() != FitKind.MAP)) {
      throw new IllegalArgumentException(
          "rounding "
              + settings.rounding()
              + " with fit "
              + settings.fit().kind()
              + " needs a codebook of whitened codes; take rounding NEAREST and fit INNER");
    }
    if (settings.fit().kind() == FitKind.MAP && prior.isEmpty()) {
      throw new IllegalArgumentException(
          "fit MAP needs a codebook with a prior, which this one has not; take fit INNER");
    }
  }

  private static AdaptiveRounding adaptive(
      ModulationSpace space, StrikeSettings settings, FieldEngine engine) {
    if (space instanceof FullWeights weights) {
      return new AdaptiveRounding(engine, weights, settings.soft());
    }
    throw new IllegalArgumentException(
        "rounding ADAPTIVE goes layer by layer, but codes here are not all weights of a network;"
            + " take modulation full-weights, or another rounding");
  }

  /** The metric of this one, if the other quantizer has the same coordinates. */
  private Optional<CodeMetric> metricFor(WhitenedQuantizer other) {
    return metric.filter(
        unused ->
            quantizer instanceof WhitenedQuantizer own && own.whitening() == other.whitening());
  }

  /**
   * For a codebook of a mint.
   *
   * @param previous one of the same mint and engine, whose preparations are used again
   * @throws IllegalArgumentException if the codebook lacks what the settings need
   */
  static Rounder of(
      Mint mint,
      Codebook codebook,
      StepScale step,
      StrikeSettings settings,
      FieldEngine engine,
      Optional<Rounder> previous) {
    return new Rounder(
        mint,
        codebook.quantizer(step),
        codebook.prior(),
        Optional.of(codebook.model()),
        settings,
        engine,
        previous);
  }

  /**
   * For a codebook that has no tables yet: they are fitted to what this gives. Dimensions that
   * carry nothing by the prior are left alone, as by tables: else error feedback would put into
   * them what it makes good. {@link CodeRounding#SEARCH} rounds by error feedback here.
   */
  public static Rounder withoutTables(
      Mint mint,
      WhitenedQuantizer quantizer,
      Optional<CodePrior> prior,
      StrikeSettings settings,
      FieldEngine engine) {
    return new Rounder(
        mint, quantizer, prior, Optional.empty(), settings, engine, Optional.empty());
  }

  /**
   * The same with tables, whose bits a search counts.
   *
   * @param tables fitted to what this one gives
   */
  public Rounder withTables(CodeModel tables) {
    return new Rounder(
        mint, quantizer, prior, Optional.of(tables), settings, engine, Optional.of(this));
  }

  /**
   * The integers of a signal.
   *
   * @param signal with encoded coordinates
   * @param code fitted to it, {@code [dim]}
   */
  public int[] round(Signal signal, double[] code) {
    return round(signal, code, start(signal, code));
  }

  /**
   * The model of the error at a fitted code, where the settings ask for one: the same for all
   * rounders of a mint whose quantizers share their whitening.
   */
  public Optional<Local> start(Signal signal, double[] code) {
    return metric.map(unused -> at((WhitenedQuantizer) quantizer, signal, code));
  }

  /** {@link #round(Signal, double[])} with the model at the code, from this or such a rounder. */
  public int[] round(Signal signal, double[] code, Optional<Local> start) {
    boolean map = settings.fit().kind() == FitKind.MAP;
    if (!map && settings.toNearest()) {
      double[] rounded =
          adaptive
              .map(each -> quantizer.dequantize(each.round(theta, signal, code, quantizer)))
              .orElse(code);
      double[] retrained =
          refit.map(each -> each.run(theta, signal, rounded, quantizer).code()).orElse(rounded);
      return project(quantizer.quantize(retrained));
    }
    WhitenedQuantizer whitened = (WhitenedQuantizer) quantizer;
    Local local = start.orElseThrow();
    double ridge = Posterior.RIDGE;
    int[] symbols = round(whitened, local, map, ridge);
    for (int models = map ? settings.fit().gaussNewtonSteps() : 1; models > 1; models--) {
      Local next = at(whitened, signal, quantizer.dequantize(symbols));
      while (!local.foresaw(next) && ridge < MOST_RIDGE) {
        ridge *= TIGHTEN; // the model does not reach so far: a shorter step
        symbols = round(whitened, local, map, ridge);
        next = at(whitened, signal, quantizer.dequantize(symbols));
      }
      local = next;
      symbols = round(whitened, local, map, ridge);
    }
    return project(symbols);
  }

  /**
   * The model of the error at a code, and the code in its coordinates.
   *
   * @param model along the whitened code
   * @param whitened {@code [dim]}
   */
  public record Local(CodeQuadratic model, double[] whitened) {

    /** Whether the error at another code is about what this model expects there. */
    private boolean foresaw(Local other) {
      double[] change = new double[whitened.length];
      for (int i = 0; i < change.length; i++) {
        change[i] = other.whitened[i] - whitened[i];
      }
      return other.model.error() <= TRUST * model.predicted(change);
    }
  }

  private Local at(WhitenedQuantizer whitened, Signal signal, double[] code) {
    return new Local(
        metric.orElseThrow().at(theta, code, signal), whitened.whitening().forward(code));
  }

  private int[] round(WhitenedQuantizer whitened, Local at, boolean map, double ridge) {
    CodeQuadratic local = at.model();
    double[] y = at.whitened();
    double[] step = whitened.step();
    double[] matrix = local.matrix();
    double[] target = y;
    if (map) {
      Posterior posterior = Posterior.of(local, y, prior.orElseThrow(), step, ridge);
      matrix = posterior.matrix();
      target = posterior.mode();
    }
    double[] steps = inSteps(whitened, target);
    int[] symbols =
        settings.toNearest()
            ? quantizer.quantize(whitened.whitening().inverse(target))
            : ErrorFeedback.round(steps, perStep(matrix, step), constants);
    if (settings.rounding() != CodeRounding.SEARCH || model.isEmpty()) {
      return symbols;
    }
    double[] gradient = new double[step.length];
    for (int i = 0; map && i < gradient.length; i++) {
      gradient[i] = local.gradient()[i] * step[i];
    }
    return RateDistortionSearch.improve(
        project(symbols),
        inSteps(whitened, y),
        gradient,
        perStep(local.matrix(), step),
        Posterior.price(local, step),
        this::bits);
  }

  private double bits(int dimension, int symbol) {
    boolean wrong = constants.getOrDefault(dimension, symbol) != symbol;
    return wrong ? Double.POSITIVE_INFINITY : model.orElseThrow().table(dimension).bits(symbol);
  }

  private int[] project(int... symbols) {
    return model.map(tables -> tables.project(symbols)).orElse(symbols);
  }

  private static double[] inSteps(WhitenedQuantizer quantizer, double[] whitened) {
    double[] centre = quantizer.centre();
    double[] step = quantizer.step();
    double[] offsets = new double[step.length];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (whitened[i] - centre[i]) / step[i];
    }
    return offsets;
  }

  private static double[] perStep(double[] matrix, double[] step) {
    int d = step.length;
    double[] scaled = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        scaled[i * d + j] = step[i] * matrix[i * d + j] * step[j];
      }
    }
    return scaled;
  }
}
