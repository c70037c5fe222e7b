package org.coinage.experiments.run;

import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.coinage.codec.CodecException;
import org.coinage.experiments.evaluation.RateDistortionCurve;
import org.coinage.signal.Samples;

/**
 * Decides between mints of one network, and their encoders, by what they make of validation
 * signals.
 */
final class ValidationTrial {

  private static final Logger LOG = LogManager.getLogger(ValidationTrial.class);

  private final List<Samples> validation;
  private final MintEvaluation evaluation;

  ValidationTrial(List<Samples> validation, MintEvaluation evaluation) {
    this.validation = List.copyOf(validation);
    this.evaluation = evaluation;
  }

  /**
   * The contestant of fewer bytes at equal quality; the first where there is no validation signal,
   * or no common range to compare in.
   */
  Contestant better(Contestant first, Contestant second) {
    if (validation.isEmpty()) {
      return first;
    }
    try {
      Comparison found = Comparison.of(curve(first), curve(second));
      LOG.info("{} against {} on validation: {}", second.name(), first.name(), found.text());
      return found.percent() < 0 ? second : first;
    } catch (CodecException e) {
      throw new IllegalStateException("what was written cannot be read back", e);
    }
  }

  private RateDistortionCurve curve(Contestant judged) throws CodecException {
    return new RateDistortionCurve(
        judged.name(),
        evaluation.measure(judged.mint(), validation, judged.encoder()).stream()
            .map(outcome -> outcome.point().point())
            .filter(point -> Double.isFinite(point.psnr()))
            .distinct()
            .toList());
  }
}
