package org.coinage.experiments.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.coinage.codec.CodeRounding;
import org.coinage.codec.Codebook;
import org.coinage.codec.CodecException;
import org.coinage.codec.Mint;
import org.coinage.codec.Modality;
import org.coinage.codec.Normalisation;
import org.coinage.codec.StrikeSettings;
import org.coinage.experiments.progress.WorkDisplay;
import org.coinage.experiments.report.ReportData.Origin;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldPart;
import org.coinage.field.Parameters;
import org.coinage.kernel.OrderedMap;
import org.coinage.quantization.LearnedQuantizer;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;
import org.coinage.training.ControlStage;
import org.coinage.training.Minting;
import org.coinage.training.QuantizationAwareStage;
import org.coinage.training.TrainingState;

/** Freezes what an experiment learned into mints, codebooks and all. */
final class MintMaker {

  /** Key of the mint to use. */
  static final String FINAL = "coinage";

  /** Validation signals that decide between mints: enough to tell a percent. */
  private static final int TRIAL_SIGNALS = 200;

  private final ExperimentSettings settings;
  private final Learning learning;
  private final DataSplit data;
  private final FieldEngine engine;
  private final OrderedMap threads;
  private final List<Signal> signals;
  private final Map<String, String> provenance;
  private final WorkDisplay work;

  MintMaker(
      ExperimentSettings settings,
      Learning learning,
      DataSplit data,
      FieldEngine engine,
      OrderedMap threads,
      Map<String, String> provenance,
      WorkDisplay work) {
    this.settings = settings;
    this.learning = learning;
    this.data = data;
    this.engine = engine;
    this.threads = threads;
    this.provenance = provenance;
    this.work = work;
    this.signals = learning.trainingSignals(settings.codec().trainingCodes());
  }

  /**
   * Everything of ours that is judged, the one to use first, then what each part of it is worth:
   * the encoder, the retraining, and at last COIN++'s quantizer.
   */
  List<Contestant> make(TrainingState state) throws CodecException {
    work.begin("striking");
    boolean retrained = settings.quantization() instanceof QuantizationSettings.Retraining;
    boolean metric = !learning.space().modulated().contains(FieldPart.WEIGHTS);
    EncoderSettings encoder = settings.codec().encoder();
    StrikeSettings plain = encoder.plain(innerSteps());
    StrikeSettings best = metric ? encoder.after(innerSteps()) : encoder.retrained(innerSteps());
    String network = retrained ? "retrained" : "not retrained";
    List<Contestant> contestants = new ArrayList<>();
    Contestant unaided =
        ours("plain", "plain encoder (" + network + ")", lastMint(state, plain), plain);
    Contestant last =
        best.equals(plain)
            ? unaided.as(FINAL, "Coinage (" + network + ")")
            : better(
                ours(FINAL, "Coinage (" + network + ")", lastMint(state, best), best), unaided);
    contestants.add(last);
    if (last.mint().codebooks().stream().anyMatch(book -> book.model().hasContext())) {
      contestants.add(
          ours("alone", "without context (" + network + ")", alone(last.mint()), last.encoder()));
    }
    if (!best.equals(plain)) {
      contestants.add(unaided);
    }
    Optional<Parameters> control = controlParameters(state);
    if (control.isPresent()) {
      Mint bare = bare(control.get());
      Contestant codes =
          ours("whitened", "whitened codes (control)", whitened(minting(bare, plain)), plain);
      if (!best.equals(plain)) {
        contestants.add(
            better(
                ours("control", "Coinage (control)", whitened(minting(bare, best)), best), codes));
      }
      contestants.add(codes);
    }
    String on =
        control.isPresent()
            ? "(control)"
            : retrained ? "(on the retrained network)" : "(same network)";
    if (!metric) {
      Mint struempler = struempler(minting(bare(control.orElse(state.theta())), plain));
      contestants.add(
          new Contestant(
              "struempler", "Struempler's quantizer " + on, Origin.BASELINE, struempler, plain));
      if (!best.equals(plain)) {
        contestants.add(
            ours("refit", "the same, codes retrained one by one " + on, struempler, best));
      }
      if (best.rounding() == CodeRounding.ADAPTIVE) {
        contestants.add(
            ours(
                "adaptive",
                "the same, rounded layer by layer only " + on,
                struempler,
                encoder.unretrained(innerSteps())));
      }
    }
    coinPlusPlusMint(state)
        .ifPresent(
            mint ->
                contestants.add(
                    new Contestant(
                        "coinpp",
                        "COIN++ quantizer " + on,
                        Origin.BASELINE,
                        mint,
                        StrikeSettings.plain(settings.codec().baselineSteps()))));
    return contestants;
  }

  /**
   * The first, unless plain codes do better on validation signals, as they may where codes have
   * more dimensions than the network can use: then those under its name, without the priors that
   * would make an encoder do otherwise. Codes that are weights keep their encoder.
   */
  private Contestant better(Contestant first, Contestant unaided) {
    if (learning.space().modulated().contains(FieldPart.WEIGHTS)
        || validation().better(first, unaided).key().equals(first.key())) {
      return first;
    }
    Mint without =
        unaided
            .mint()
            .withCodebooks(
                unaided.mint().codebooks().stream()
                    .map(book -> new Codebook(book.name(), book.quantizer(), book.model()))
                    .toList());
    return ours(first.key(), first.name(), without, unaided.encoder());
  }

  private ValidationTrial validation() {
    return new ValidationTrial(
        DataSplit.each(data.validation()).stream().limit(TRIAL_SIGNALS).toList(),
        new MintEvaluation(engine, threads, settings.codec().block(), 0));
  }

  private static Contestant ours(String key, String name, Mint mint, StrikeSettings encoder) {
    return new Contestant(key, name, Origin.OURS, mint, encoder);
  }

  /**
   * Compares all ways of fitting and rounding on the final network, and on the control's where
   * there is one.
   */
  void study(TrainingState state, EncoderStudy study, Consumer<String> say) throws CodecException {
    study.add("final network", encoder -> lastMint(state, encoder), say);
    Optional<Parameters> control = controlParameters(state);
    if (control.isPresent()) {
      Mint bare = bare(control.get());
      study.add("control", encoder -> whitened(minting(bare, encoder)), say);
    }
  }

  /**
   * The mint to use: of the retrained network where there is one, with the quantizer it learned, or
   * whitened anew by the codes of the network as it has become where that codes validation signals
   * better.
   */
  private Mint lastMint(TrainingState state, StrikeSettings encoder) {
    Minting minting = minting(bare(state.theta()), encoder);
    if (!(settings.quantization() instanceof QuantizationSettings.Retraining)) {
      return whitened(minting);
    }
    Mint learned =
        minting.with(
            minting.learned(
                QuantizationAwareStage.quantizer(state, learning.space()),
                settings.codec().stepFactors()));
    return learning.space().modulated().contains(FieldPart.WEIGHTS)
        ? learned
        : validation()
            .better(
                ours(FINAL, "as learned", learned, encoder),
                ours(FINAL, "whitened anew", whitened(minting), encoder))
            .mint();
  }

  /** The same codebooks, each symbol coded for itself. */
  private static Mint alone(Mint mint) {
    return mint.withCodebooks(
        mint.codebooks().stream()
            .map(
                book ->
                    new Codebook(book.name(), book.quantizer(), book.model().plain(), book.prior()))
            .toList());
  }

  /**
   * COIN++'s post-hoc quantizer on the control's network, or on the final one where there is no
   * control; its range chosen per bit width, on validation signals, for the highest PSNR.
   */
  private Optional<Mint> coinPlusPlusMint(TrainingState state) throws CodecException {
    CodecSettings codec = settings.codec();
    if (codec.baselineBits().isEmpty()) {
      return Optional.empty();
    }
    Mint bare = bare(controlParameters(state).orElse(state.theta()));
    Minting minting =
        new Minting(bare, signals, StrikeSettings.plain(codec.baselineSteps()), engine, threads);
    return Optional.of(
        new CoinPlusPlusBaseline(codec, engine, threads)
            .mint(bare, minting, DataSplit.each(data.validation())));
  }

  private Optional<Parameters> controlParameters(TrainingState state) {
    return ControlStage.result(state, learning.initialState().theta().layout());
  }

  /** A step per tensor, fitted to its weights, at each bit width; the range is never clipped. */
  private Mint struempler(Minting minting) {
    return minting.with(
        settings.codec().tensorBits().stream()
            .map(bits -> minting.struempler(bits + "-bit", bits))
            .toList());
  }

  private Mint whitened(Minting minting) {
    double step =
        LearnedQuantizer.highResolutionStep(
            settings.quantization().lambda(), learning.architecture().channels());
    return minting.with(
        minting.whitened(
            settings.codec().stepFactors().stream().map(factor -> factor * step).toList()));
  }

  private Minting minting(Mint bare, StrikeSettings encoder) {
    return new Minting(bare, signals, pictures(), encoder, engine, threads);
  }

  /** Whole training signals, spread over all of them; none where they are not cut into patches. */
  private List<Samples> pictures() {
    int size = data.training().size();
    int count = data.patch().isEmpty() ? 0 : Math.min(size, settings.codec().contextPictures());
    return IntStream.range(0, count)
        .mapToObj(i -> data.training().get((int) ((long) i * size / count)))
        .toList();
  }

  private int innerSteps() {
    return settings.meta().innerLoop().steps();
  }

  private Mint bare(Parameters theta) {
    return new Mint(
        learning.architecture(),
        settings.modulation(),
        theta,
        learning.frame(),
        Modality.IMAGE,
        Optional.of(learning.learnedShape()),
        Normalisation.NONE,
        settings.meta().innerLoop(),
        List.of(),
        provenance);
  }
}
