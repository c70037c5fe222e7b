package org.coinage.experiments.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.coinage.codec.CodeRounding;
import org.coinage.codec.CodecException;
import org.coinage.codec.Mint;
import org.coinage.codec.StrikeSettings;
import org.coinage.experiments.evaluation.RateDistortionCurve;
import org.coinage.experiments.results.EncoderTable;
import org.coinage.fitting.FitKind;
import org.coinage.fitting.FitSettings;
import org.coinage.signal.Samples;

/**
 * What fitting and rounding are worth: plain, converged and prior-regularised codes, each rounded
 * to the nearest, with error feedback and by a search, each with tables of its own. In bytes of
 * files against plain codes rounded to the nearest.
 */
final class EncoderStudy {

  private static final int CONVERGED = 10;

  private static final List<CodeRounding> ROUNDINGS =
      List.of(CodeRounding.NEAREST, CodeRounding.ERROR_FEEDBACK, CodeRounding.SEARCH);

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final List<Samples> test;
  private final MintEvaluation evaluation;
  private final int innerSteps;
  private final ArrayNode rows = JSON.createArrayNode();

  /** A study on test signals. */
  EncoderStudy(List<Samples> test, MintEvaluation evaluation, int innerSteps) {
    this.test = test;
    this.evaluation = evaluation;
    this.innerSteps = innerSteps;
  }

  /** Encoders in the order of the table; the first is what the others are compared with. */
  private List<StrikeSettings> encoders() {
    List<FitSettings> fits = new ArrayList<>();
    fits.add(FitSettings.inner(innerSteps));
    fits.add(new FitSettings(FitKind.GAUSS_NEWTON, innerSteps, CONVERGED));
    for (int models = 1; models <= 3; models++) {
      fits.add(new FitSettings(FitKind.MAP, innerSteps, models));
    }
    List<StrikeSettings> encoders = new ArrayList<>();
    for (FitSettings fit : fits) {
      for (CodeRounding rounding : ROUNDINGS) {
        encoders.add(new StrikeSettings(fit, rounding));
      }
    }
    return encoders;
  }

  /**
   * Adds a network.
   *
   * @param network what the table calls it
   * @param mints makes the mint whose tables are an encoder's
   */
  void add(String network, Function<StrikeSettings, Mint> mints, Consumer<String> say)
      throws CodecException {
    RateDistortionCurve anchor = null;
    for (StrikeSettings encoder : encoders()) {
      RateDistortionCurve curve = curve(network, mints.apply(encoder), encoder);
      anchor = anchor == null ? curve : anchor;
      Comparison comparison = Comparison.of(anchor, curve);
      say.accept("  %s, %s: %s".formatted(network, encoder.describe(), comparison.text()));
      ObjectNode row = rows.addObject();
      row.put("network", network)
          .put("fit", encoder.fit().kind().name())
          .put("gauss_newton_steps", encoder.fit().gaussNewtonSteps())
          .put("rounding", encoder.rounding().name())
          .put("text", comparison.text());
      if (!Double.isNaN(comparison.percent())) {
        row.put("bd_rate_percent", comparison.percent());
      }
      ArrayNode bpp = row.putArray("bpp");
      ArrayNode psnr = row.putArray("psnr");
      for (RateDistortionCurve.Point point : curve.points()) {
        bpp.add(point.bpp());
        psnr.add(point.psnr());
      }
    }
  }

  private RateDistortionCurve curve(String network, Mint mint, StrikeSettings encoder)
      throws CodecException {
    return new RateDistortionCurve(
        network + ", " + encoder.describe(),
        evaluation.measure(mint, test, encoder).stream()
            .map(outcome -> outcome.point().point())
            .distinct()
            .toList());
  }

  /** Writes what was found into the folder of a run's results. */
  void write(Path folder, Map<String, String> provenance) throws IOException {
    ObjectNode study = JSON.createObjectNode();
    study.set("encoders", rows);
    study.set("provenance", JSON.valueToTree(provenance));
    Files.writeString(folder.resolve(EncoderTable.FILE), JSON.writeValueAsString(study) + "\n");
  }
}
