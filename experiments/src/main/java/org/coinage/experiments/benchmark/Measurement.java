package org.coinage.experiments.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a benchmark found.
 *
 * @param name of the benchmark
 * @param workload in words
 * @param repeats times it was done
 * @param medianSeconds of one time
 * @param bestSeconds the fastest one
 * @param usefulGflops useful operations a second at the median, in 10^9
 * @param peakGflops multiply-add peak of as many threads, in 10^9 operations a second
 * @param signalsPerSecond at the median
 * @param threads that worked
 * @param peakRssMegabytes largest resident set of the process; absent where the system does not say
 */
public record Measurement(
    String name,
    String workload,
    int repeats,
    double medianSeconds,
    double bestSeconds,
    double usefulGflops,
    double peakGflops,
    double signalsPerSecond,
    int threads,
    OptionalDouble peakRssMegabytes) {

  private static final Path STATUS = Path.of("/proc/self/status");

  static Measurement of(
      String name, Workload workload, List<Double> times, double peak, int threads) {
    List<Double> sorted = times.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Measurement(
        name,
        workload.toString(),
        sorted.size(),
        median,
        sorted.get(0),
        workload.flops() / median * 1e-9,
        peak * 1e-9,
        workload.signals() / median,
        threads,
        peakResidentSet());
  }

  /** Useful work as a share of the peak. */
  public double fractionOfPeak() {
    return usefulGflops / peakGflops;
  }

  private static OptionalDouble peakResidentSet() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty(); // not Linux
    }
  }

  /** As JSON. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("benchmark", name).put("workload", workload).put("repeats", repeats);
    json.put("median_s", medianSeconds).put("best_s", bestSeconds);
    json.put("useful_gflops", usefulGflops).put("peak_gflops", peakGflops);
    json.put("fraction_of_peak", fractionOfPeak()).put("signals_per_s", signalsPerSecond);
    json.put("threads", threads);
    peakRssMegabytes.ifPresent(size -> json.put("peak_rss_mb", size));
    return json;
  }
}
