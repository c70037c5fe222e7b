package org.coinage.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coinage.experiments.evaluation.BjontegaardDelta;
import org.coinage.experiments.evaluation.CurveInterpolation;
import org.coinage.experiments.evaluation.IncomparableCurvesException;
import org.coinage.experiments.evaluation.RateDistortionCurve;

/**
 * One run of one system, as its results folder tells it.
 *
 * @param folder of the results, named {@code system-seed}
 * @param weights of the base network
 * @param kept those that are not zero
 * @param mapWeights of the map from codes to modulations
 * @param mapKept those that are not zero
 * @param mintBytes of the mint; 0 where it was not written down
 * @param psnr unquantized quality by the way of fitting, in dB
 * @param test digest of the test signals; empty where it was not written down
 * @param curve of the files that count; empty where there are none
 */
record SystemRun(
    Path folder,
    long weights,
    long kept,
    long mapWeights,
    long mapKept,
    long mintBytes,
    Map<String, Double> psnr,
    String test,
    Map<String, List<Double>> curve) {

  /** The results file of the mint to use. */
  static final String OURS = "coinage";

  /** Digest of the test signals, in a provenance. */
  private static final String TEST = "data test";

  private static final Pattern NAME = Pattern.compile("(.+)-(\\d+)");

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
        network.path("map_weights").asLong(),
        network.path("map_kept").asLong(),
        network.path("mint_bytes").asLong(),
        psnr,
        summary.path("provenance").path(TEST).asText(),
        curve(folder.resolve(OURS + ".json")));
  }

  /**
   * The runs of a folder by system, each in the order of its seeds.
   *
   * @throws IOException if a file cannot be read
   */
  static Map<String, List<SystemRun>> in(Path folder) throws IOException {
    List<Path> folders;
    try (Stream<Path> entries = Files.list(folder)) {
      folders =
          entries
              .filter(entry -> Files.exists(entry.resolve(ResultsTable.SUMMARY)))
              .sorted()
              .toList();
    }
    Map<String, List<SystemRun>> systems = new TreeMap<>();
    for (Path run : folders) {
      SystemRun read = read(run);
      systems.computeIfAbsent(read.system(), unused -> new ArrayList<>()).add(read);
    }
    return systems;
  }

  private static Map<String, List<Double>> curve(Path file) throws IOException {
    return Files.exists(file) ? ResultsFile.read(file).results() : Map.of();
  }

  /** The system, by the name of the folder. */
  String system() {
    Matcher name = NAME.matcher(name());
    return name.matches() ? name.group(1) : name();
  }

  /** The seed, by the name of the folder; empty where it names none. */
  String seed() {
    Matcher name = NAME.matcher(name());
    return name.matches() ? name.group(2) : "";
  }

  private String name() {
    return String.valueOf(folder.getFileName());
  }

  /** Whether both were judged on the same signals, as far as both say. */
  boolean comparable(SystemRun other) {
    return test.isEmpty() || other.test.isEmpty() || test.equals(other.test);
  }

  List<String> fits() {
    return List.copyOf(psnr.keySet());
  }

  double psnr(String fit) {
    return psnr.getOrDefault(fit, Double.NaN);
  }

  /** The curve of a file beside ours; empty where there is none. */
  Map<String, List<Double>> curveOf(String codec) throws IOException {
    return curve(folder.resolve(codec + ".json"));
  }

  /** Quality after the last of its fits. */
  double psnrOfLastFit() {
    double last = Double.NaN;
    for (double each : psnr.values()) {
      last = each;
    }
    return last;
  }

  /** Mean over the operating points of an array of the curve; NaN where there is none. */
  double mean(String key) {
    return curve.getOrDefault(key, List.of()).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  /** By how much the quality after the last fit of both is above another's. */
  double psnrAgainst(SystemRun other) {
    double difference = Double.NaN;
    for (String fit : fits()) {
      difference = other.psnr.containsKey(fit) ? psnr(fit) - other.psnr(fit) : difference;
    }
    return difference;
  }

  /**
   * Bjontegaard rate delta of a codec's files against another's; NaN where there are none, without
   * a common range, and where they were judged on different signals.
   */
  double rateAgainst(String codec, SystemRun other, String otherCodec) throws IOException {
    return against(
        codec,
        other,
        otherCodec,
        (anchor, judged) -> BjontegaardDelta.rate(anchor, judged, CurveInterpolation.PCHIP));
  }

  /** The difference in dB at equal bytes of our files, as {@link #rateAgainst}. */
  double gainAgainst(SystemRun other) throws IOException {
    return against(
        OURS,
        other,
        OURS,
        (anchor, judged) -> BjontegaardDelta.psnr(anchor, judged, CurveInterpolation.PCHIP));
  }

  private double against(
      String codec,
      SystemRun other,
      String otherCodec,
      BiFunction<RateDistortionCurve, RateDistortionCurve, BjontegaardDelta> delta)
      throws IOException {
    Path mine = folder.resolve(codec + ".json");
    Path its = other.folder.resolve(otherCodec + ".json");
    if (!Files.exists(mine) || !Files.exists(its)) {
      return Double.NaN;
    }
    ResultsFile anchor = ResultsFile.read(its);
    ResultsFile judged = ResultsFile.read(mine);
    String itsTest = anchor.provenance().getOrDefault(TEST, test);
    if (!judged.provenance().getOrDefault(TEST, itsTest).equals(itsTest)) {
      return Double.NaN;
    }
    try {
      return delta.apply(anchor.curve(), judged.curve()).value();
    } catch (IncomparableCurvesException e) {
      return Double.NaN;
    }
  }
}
