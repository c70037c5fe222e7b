package org.coinage.experiments.progress;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.coinage.training.StepOutcome;

/** The few numbers of a step that a line has room for. */
final class MetricText {

  private MetricText() {}

  static String of(Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().equals(StepOutcome.LOSS) || isPsnr(metric.getKey()))
        .map(
            metric ->
                isPsnr(metric.getKey())
                    ? String.format(Locale.ROOT, "%s %.2f dB", metric.getKey(), metric.getValue())
                    : String.format(Locale.ROOT, "%s %.4g", metric.getKey(), metric.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static boolean isPsnr(String name) {
    return name.startsWith(StepOutcome.PSNR);
  }
}
