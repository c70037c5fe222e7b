package org.coinage.experiments.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coinage.experiments.provenance.Provenance;

/**
 * How far a replay and its recording stayed together, for people and as JSON.
 *
 * @param outcome every step and validation
 * @param engine name of the engine that was asked for
 * @param secondsPerStep wall clock, validations included
 * @param provenance where it was run
 */
public record ReplayResult(
    Replay.Outcome outcome, String engine, double secondsPerStep, Provenance provenance) {

  /** Steps whose losses have to agree: later, rounding has grown too far for a bound to mean. */
  public static final int FIRST_STEPS = 30;

  /** Largest relative difference of their losses. */
  public static final double LOSS_BOUND = 1e-3;

  /** Largest difference of any validation, in dB. */
  public static final double CURVE_BOUND = 0.2;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Largest relative difference of a loss among the first {@value #FIRST_STEPS} steps. */
  public double lossDifference() {
    return first().stream()
        .mapToDouble(Replay.StepComparison::relativeDifference)
        .max()
        .orElse(Double.NaN);
  }

  /** Largest difference of a validation, in dB. */
  public double curveDifference() {
    return outcome.curve().stream()
        .mapToDouble(Replay.CurveComparison::difference)
        .max()
        .orElse(Double.NaN);
  }

  /** Whether both differences are within their bounds; NaN is not. */
  public boolean holds() {
    return lossDifference() <= LOSS_BOUND && curveDifference() <= CURVE_BOUND;
  }

  private List<Replay.StepComparison> first() {
    return outcome.steps().subList(0, Math.min(FIRST_STEPS, outcome.steps().size()));
  }

  /** A table of the validations, and one line for each bound. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  step   3 steps  recorded  10 steps  recorded  [dB]");
    for (Replay.CurveComparison point : outcome.curve()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%6d  %8.3f  %8.3f  %8.3f  %8.3f",
              point.step(),
              point.psnrThreeSteps(),
              point.recordedThreeSteps(),
              point.psnrTenSteps(),
              point.recordedTenSteps()));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "largest relative difference of a loss in the first %d steps: %.2e (bound %.0e)",
            first().size(),
            lossDifference(),
            LOSS_BOUND));
    lines.add(
        String.format(
            Locale.ROOT,
            "largest difference of a validation: %.3f dB (bound %.1f dB)",
            curveDifference(),
            CURVE_BOUND));
    lines.add(
        String.format(
            Locale.ROOT,
            "%d steps, %.2f s a step: %s",
            outcome.steps().size(),
            secondsPerStep,
            holds() ? "the recording is reproduced" : "the recording is NOT reproduced"));
    return lines;
  }

  /** The same, with every one of the first losses and the provenance, as a JSON text. */
  public String toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("reproduced", holds());
    json.put("engine", engine);
    json.put("steps", outcome.steps().size());
    json.put("seconds_per_step", secondsPerStep);
    json.put("max_relative_loss_difference", lossDifference());
    json.put("max_relative_loss_difference_bound", LOSS_BOUND);
    json.put("max_curve_difference_db", curveDifference());
    json.put("max_curve_difference_db_bound", CURVE_BOUND);
    ArrayNode losses = json.putArray("first_steps");
    for (Replay.StepComparison step : first()) {
      losses
          .addObject()
          .put("step", step.step())
          .put("loss", step.loss())
          .put("recorded", step.recordedLoss())
          .put("relative_difference", step.relativeDifference());
    }
    ArrayNode curve = json.putArray("curve");
    for (Replay.CurveComparison point : outcome.curve()) {
      curve
          .addObject()
          .put("step", point.step())
          .put("psnr_3_steps", point.psnrThreeSteps())
          .put("psnr_3_steps_recorded", point.recordedThreeSteps())
          .put("psnr_10_steps", point.psnrTenSteps())
          .put("psnr_10_steps_recorded", point.recordedTenSteps())
          .put("difference_db", point.difference());
    }
    json.set("provenance", provenance.toJson());
    try {
      return JSON.writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and strings can always be written", e);
    }
  }
}
