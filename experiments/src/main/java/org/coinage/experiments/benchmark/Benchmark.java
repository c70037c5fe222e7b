package org.coinage.experiments.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Measures a workload: warms up, then repeats it until the time is over, and takes the median. The
 * multiply-add peak is measured before and after, and the larger one counts.
 */
public final class Benchmark {

  /** The benchmarks there are, by name. */
  private static final Map<String, Function<BenchmarkSettings, Workload>> BY_NAME =
      new TreeMap<>(
          Map.of(
              "peak", settings -> new FmaPeak(settings.threads()),
              "meta-step", settings -> new FieldWorkload(settings, FieldWorkload.Task.META_STEP),
              "encode", settings -> new FieldWorkload(settings, FieldWorkload.Task.ENCODE),
              "decode", settings -> new FieldWorkload(settings, FieldWorkload.Task.DECODE)));

  private static final double NANOS = 1e-9;
  private static final double PEAK_SECONDS = 1;

  private final BenchmarkSettings settings;

  /** A benchmark with the given settings. */
  public Benchmark(BenchmarkSettings settings) {
    this.settings = settings;
  }

  /** Names of the benchmarks. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * Measures a benchmark.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Measurement measure(String name) {
    double peak = peak();
    try (Workload workload = workload(name)) {
      List<Double> times = times(workload, settings.warmUpSeconds(), settings.seconds());
      peak = Math.max(peak, peak());
      return Measurement.of(name, workload, times, peak, settings.threads());
    }
  }

  /**
   * Where the time of a benchmark goes: shares by method, the largest first.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Map<String, Double> profile(String name) {
    try (Workload workload = workload(name)) {
      times(workload, settings.warmUpSeconds(), 0);
      try (SampledProfile profile = new SampledProfile()) {
        times(workload, 0, settings.seconds());
        return profile.shares();
      }
    }
  }

  private Workload workload(String name) {
    if (!BY_NAME.containsKey(name)) {
      throw new IllegalArgumentException("benchmark = " + name + " must be one of " + names());
    }
    return BY_NAME.get(name).apply(settings);
  }

  /** Operations a second. */
  private double peak() {
    try (Workload spin = new FmaPeak(settings.threads())) {
      return spin.flops() / Collections.min(times(spin, PEAK_SECONDS, PEAK_SECONDS));
    }
  }

  private static List<Double> times(Workload workload, double warmUp, double seconds) {
    long begin = System.nanoTime();
    while ((System.nanoTime() - begin) * NANOS < warmUp) {
      workload.once();
    }
    List<Double> times = new ArrayList<>();
    begin = System.nanoTime();
    do {
      long start = System.nanoTime();
      workload.once();
      times.add((System.nanoTime() - start) * NANOS);
    } while ((System.nanoTime() - begin) * NANOS < seconds);
    return times;
  }
}
