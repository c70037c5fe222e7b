package org.coinage.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coinage.experiments.evaluation.BjontegaardDelta;
import org.coinage.experiments.evaluation.CurveInterpolation;
import org.coinage.experiments.evaluation.IncomparableCurvesException;

/**
 * One run of one system, as its results folder tells it.
 *
 * @param folder of the results
 * @param weights of the base network
 * @param kept those that are not zero
 * @param psnr unquantized quality by the way of fitting, in dB
 * @param curve of the files that count; empty where there are none
 */
record SystemRun(
    Path folder,
    long weights,
    long kept,
    Map<String, Double> psnr,
    Map<String, List<Double>> curve) {

  /** The results file of the mint to use. */
  static final String OURS = "coinage";

  private static final ObjectMapper JSON = new ObjectMapper();

  static SystemRun read(Path folder) throws IOException {
    JsonNode summary = JSON.readTree(folder.resolve(ResultsTable.SUMMARY).toFile());
    JsonNode network = summary.path("networks").path(0);
    Map<String, Double> psnr = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> fit : network.path("unquantized").properties()) {
      psnr.put(fit.getKey(), fit.getValue().asDouble());
    }
    return new SystemRun(
        folder,
        network.path("weights").asLong(),
        network.path("kept").asLong(),
        psnr,
        curve(folder.resolve(OURS + ".json")));
  }

  private static Map<String, List<Double>> curve(Path file) throws IOException {
    return Files.exists(file) ? ResultsFile.read(file).results() : Map.of();
  }

  List<String> fits() {
    return List.copyOf(psnr.keySet());
  }

  double psnr(String fit) {
    return psnr.getOrDefault(fit, Double.NaN);
  }

  /** By how much the quality after the last fit of both is above another's. */
  double psnrAgainst(SystemRun other) {
    double difference = Double.NaN;
    for (String fit : fits()) {
      difference = other.psnr.containsKey(fit) ? psnr(fit) - other.psnr(fit) : difference;
    }
    return difference;
  }

  /** Bjontegaard rate delta of a codec's files against another's; NaN without a common range. */
  double rateAgainst(String codec, SystemRun other, String otherCodec) throws IOException {
    Path mine = folder.resolve(codec + ".json");
    Path its = other.folder.resolve(otherCodec + ".json");
    if (!Files.exists(mine) || !Files.exists(its)) {
      return Double.NaN;
    }
    try {
      return BjontegaardDelta.rate(
              ResultsFile.read(its).curve(),
              ResultsFile.read(mine).curve(),
              CurveInterpolation.PCHIP)
          .value();
    } catch (IncomparableCurvesException e) {
      return Double.NaN;
    }
  }
}
