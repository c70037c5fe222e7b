package org.coinage.experiments.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coinage.experiments.report.ReportData.LearningCurve;

/** The learning curves in a run's {@code metrics.jsonl}. */
final class RunRecord {

  /** Points of a curve at most; more would only make the page larger. */
  private static final int POINTS = 150;

  private static final ObjectMapper JSON = new ObjectMapper();

  private RunRecord() {}

  /** PSNR per stage: of the training batches, averaged over equal stretches, and validated. */
  static List<LearningCurve> curves(Path metrics) throws IOException {
    Map<String, List<double[]>> series = new LinkedHashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(metrics)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = JSON.readTree(line);
        JsonNode psnr = node.path("metrics").path("psnr");
        if (!psnr.isNumber()) {
          continue;
        }
        String kind = node.path("event").asText().equals("validated") ? "validation" : "training";
        series
            .computeIfAbsent(
                node.path("stage").asText() + ", " + kind + " (dB)", key -> new ArrayList<>())
            .add(new double[] {node.path("step").asDouble(), psnr.asDouble()});
      }
    }
    List<LearningCurve> curves = new ArrayList<>();
    series.forEach((name, points) -> curves.add(thinned(name, points)));
    return curves;
  }

  private static LearningCurve thinned(String name, List<double[]> points) {
    int stretch = Math.max(1, (points.size() + POINTS - 1) / POINTS);
    List<Double> steps = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int from = 0; from < points.size(); from += stretch) {
      List<double[]> part = points.subList(from, Math.min(points.size(), from + stretch));
      steps.add(part.get(part.size() - 1)[0]);
      values.add(part.stream().mapToDouble(p -> p[1]).average().orElseThrow());
    }
    return new LearningCurve(name, steps, values);
  }
}
