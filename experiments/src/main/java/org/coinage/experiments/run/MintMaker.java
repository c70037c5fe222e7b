package org.coinage.experiments.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coinage.codec.Codebook;
import org.coinage.codec.CodecException;
import org.coinage.codec.Mint;
import org.coinage.codec.Modality;
import org.coinage.codec.Normalisation;
import org.coinage.experiments.progress.WorkDisplay;
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

  /** All mints of a state in which learning is finished. */
  Mints make(TrainingState state) throws CodecException {
    work.begin("striking");
    return new Mints(lastMint(state), controlMint(state), coinPlusPlusMint(state));
  }

  /** The mint to use: of the retrained network where there is one. */
  private Mint lastMint(TrainingState state) {
    Minting minting = minting(bare(state.theta()), innerSteps());
    return settings.quantization() instanceof QuantizationSettings.Retraining
        ? minting.with(
            minting.learned(
                QuantizationAwareStage.quantizer(state, learning.space()),
                settings.codec().stepFactors()))
        : whitened(minting);
  }

  /** The control's network with whitened codes, where there is a control. */
  private Optional<Mint> controlMint(TrainingState state) {
    return controlParameters(state).map(theta -> whitened(minting(bare(theta), innerSteps())));
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
    Minting minting = minting(bare, codec.baselineSteps());
    List<Samples> validation = DataSplit.each(data.validation());
    MintEvaluation evaluation = new MintEvaluation(engine, threads, codec.block(), 0);
    Map<String, Codebook> candidates = new LinkedHashMap<>();
    for (int bits : codec.baselineBits()) {
      for (double range : codec.baselineRanges()) {
        Codebook candidate = minting.coinPlusPlus(prefix(bits) + range, bits, range);
        candidates.put(candidate.name(), candidate);
      }
    }
    List<MintEvaluation.Outcome> outcomes =
        evaluation.measure(
            minting.with(List.copyOf(candidates.values())), validation, codec.baselineSteps());
    List<Codebook> chosen = new ArrayList<>();
    for (int bits : codec.baselineBits()) {
      outcomes.stream()
          .filter(outcome -> outcome.codebook().startsWith(prefix(bits)))
          .max(Comparator.comparingDouble(outcome -> outcome.point().psnr().meanOfPsnr()))
          .ifPresent(best -> chosen.add(candidates.get(best.codebook())));
    }
    return Optional.of(minting.with(chosen));
  }

  private static String prefix(int bits) {
    return bits + "-bit-range-";
  }

  private Optional<Parameters> controlParameters(TrainingState state) {
    return ControlStage.result(state, learning.initialState().theta().layout());
  }

  private Mint whitened(Minting minting) {
    if (learning.space().modulated().contains(FieldPart.WEIGHTS)) {
      return minting.with(List.of(minting.coinPlusPlus("8-bit", 8, 6)));
    }
    double step =
        LearnedQuantizer.highResolutionStep(
            settings.quantization().lambda(), learning.architecture().channels());
    return minting.with(
        minting.whitened(
            settings.codec().stepFactors().stream().map(factor -> factor * step).toList()));
  }

  private Minting minting(Mint bare, int steps) {
    return new Minting(bare, signals, steps, engine, threads);
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
