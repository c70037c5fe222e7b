package org.coinage.experiments.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rate-distortion curves of a folder of runs named {@code system-seed}, means over seeds point
 * by point: a system's own files, then those of codecs that were judged beside the first of them.
 */
public final class RunCurves {

  /** Codecs to show beside, by the name of their results file. */
  private static final List<String> BESIDE = List.of("coinpp", "pca", "jpeg2000");

  private RunCurves() {}

  /**
   * A curve.
   *
   * @param name of the system or codec
   * @param ours whether it is a system of the folder
   * @param bpp bits per pixel of files, increasing
   * @param psnr in dB
   */
  public record Curve(String name, boolean ours, List<Double> bpp, List<Double> psnr) {}

  /**
   * The curves of a folder.
   *
   * @throws IOException if a file cannot be read, or there is no run
   */
  public static List<Curve> of(Path folder) throws IOException {
    Map<String, List<SystemRun>> systems = SystemRun.in(folder);
    List<Curve> curves = new ArrayList<>();
    for (Map.Entry<String, List<SystemRun>> system : systems.entrySet()) {
      curves.add(mean(system.getKey(), true, system.getValue(), SystemRun.OURS));
    }
    if (curves.isEmpty()) {
      throw new IOException(folder + " has no runs: no folder in it has a " + ResultsTable.SUMMARY);
    }
    List<SystemRun> first = systems.values().iterator().next();
    for (String codec : BESIDE) {
      Map<String, List<Double>> found = first.get(0).curveOf(codec);
      if (!found.isEmpty()) {
        String name = ResultsFile.read(first.get(0).folder().resolve(codec + ".json")).name();
        curves.add(mean(name, false, first, codec));
      }
    }
    return curves.stream().filter(curve -> !curve.bpp().isEmpty()).toList();
  }

  private static Curve mean(String name, boolean ours, List<SystemRun> runs, String codec)
      throws IOException {
    List<Map<String, List<Double>>> each = new ArrayList<>();
    for (SystemRun run : runs) {
      each.add(run.curveOf(codec));
    }
    return new Curve(name, ours, mean(each, ResultsFile.BPP), mean(each, ResultsFile.PSNR));
  }

  private static List<Double> mean(List<Map<String, List<Double>>> curves, String key) {
    int points =
        curves.stream().mapToInt(c -> c.getOrDefault(key, List.of()).size()).min().orElse(0);
    return IntStream.range(0, points)
        .mapToObj(i -> curves.stream().mapToDouble(c -> c.get(key).get(i)).average().orElseThrow())
        .toList();
  }
}
