package org.coinage.experiments.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.coinage.experiments.evaluation.MeasuredPoint;
import org.coinage.experiments.evaluation.RateDistortionCurve;

/**
 * One codec's results on one data set, in CompressAI's schema with provenance added. Immutable.
 *
 * @param name the codec
 * @param description data set, conventions, anything a reader must know
 * @param results named arrays of one length; {@link #BPP} and {@link #PSNR} always, the others as
 *     far as they were measured
 * @param provenance where the numbers come from: see {@link
 *     org.coinage.experiments.provenance.Provenance#toMap}
 */
public record ResultsFile(
    @JsonProperty("name") String name,
    @JsonProperty("description") String description,
    @JsonProperty("results") Map<String, List<Double>> results,
    @JsonProperty("provenance") Map<String, String> provenance) {

  /** Bits of all files per pixel. */
  public static final String BPP = "bpp";

  /** Mean over signals of PSNR, as files on disk: clamped and rounded to 8 bits. */
  public static final String PSNR = "psnr-rgb";

  /** Mean over signals, absent for small images. */
  public static final String MS_SSIM = "ms-ssim-rgb";

  /** Seconds per signal. */
  public static final String ENCODING_TIME = "encoding_time";

  /** Seconds per signal. */
  public static final String DECODING_TIME = "decoding_time";

  /** Bits per pixel without container, header and table bytes. */
  public static final String BPP_PAYLOAD = "bpp-payload";

  /** Bits per pixel with the mint's own size shared among the signals. */
  public static final String BPP_WITH_MINT = "bpp-with-mint";

  /** Mean over signals of PSNR of the unclamped numbers, COIN++'s convention. */
  public static final String PSNR_UNCLAMPED = "psnr-rgb-unclamped";

  /** PSNR of the mean squared error over all signals, as files on disk. */
  public static final String PSNR_OF_MEAN_ERROR = "psnr-of-mean-mse-rgb";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Checks the arrays: present, of one length, finite, increasing in rate. */
  public ResultsFile {
    if (name == null || name.isBlank() || results == null) {
      throw new IllegalArgumentException("results need a name and a \"results\" object");
    }
    description = description == null ? "" : description;
    Map<String, List<Double>> copy = new LinkedHashMap<>();
    results.forEach((key, values) -> copy.put(key, List.copyOf(values)));
    results = Collections.unmodifiableMap(copy);
    provenance =
        provenance == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    List<Double> rates = results.get(BPP);
    if (rates == null || rates.isEmpty() || !results.containsKey(PSNR)) {
      throw new IllegalArgumentException(
          "results of \"" + name + "\" need the arrays " + BPP + " and " + PSNR);
    }
    for (Map.Entry<String, List<Double>> entry : results.entrySet()) {
      check(name, entry.getKey(), entry.getValue(), rates.size());
    }
    for (int i = 1; i < rates.size(); i++) {
      if (rates.get(i) < rates.get(i - 1)) {
        throw new IllegalArgumentException(
            "results of \"" + name + "\": bpp must not decrease, found " + rates);
      }
    }
  }

  private static void check(String name, String key, List<Double> values, int length) {
    if (values.size() != length) {
      throw new IllegalArgumentException(
          "results of \"%s\": %s has %d values, bpp has %d"
              .formatted(name, key, values.size(), length));
    }
    for (Double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "results of \"%s\": %s holds %s; JSON has no such number, leave the point out"
                .formatted(name, key, value));
      }
    }
  }

  /** The results of measured points; MS-SSIM only if every point has it. */
  public static ResultsFile of(
      String name, String description, List<MeasuredPoint> points, Map<String, String> provenance) {
    List<MeasuredPoint> sorted =
        points.stream().sorted(Comparator.comparingDouble(MeasuredPoint::bpp)).toList();
    Map<String, List<Double>> results = new LinkedHashMap<>();
    results.put(BPP, column(sorted, MeasuredPoint::bpp));
    results.put(PSNR, column(sorted, point -> point.psnr().meanOfPsnr()));
    if (sorted.stream().map(MeasuredPoint::msSsim).allMatch(OptionalDouble::isPresent)) {
      results.put(MS_SSIM, column(sorted, point -> point.msSsim().getAsDouble()));
    }
    results.put(ENCODING_TIME, column(sorted, MeasuredPoint::encodeSeconds));
    results.put(DECODING_TIME, column(sorted, MeasuredPoint::decodeSeconds));
    results.put(BPP_PAYLOAD, column(sorted, MeasuredPoint::payloadBpp));
    results.put(PSNR_UNCLAMPED, column(sorted, point -> point.psnrUnclamped().meanOfPsnr()));
    results.put(PSNR_OF_MEAN_ERROR, column(sorted, point -> point.psnr().psnrOfMeanError()));
    return new ResultsFile(name, description, results, provenance);
  }

  private static List<Double> column(
      List<MeasuredPoint> points, ToDoubleFunction<MeasuredPoint> value) {
    return points.stream().mapToDouble(value).boxed().toList();
  }

  /** The same with one more array. */
  public ResultsFile with(String key, List<Double> values) {
    Map<String, List<Double>> more = new LinkedHashMap<>(results);
    more.put(key, values);
    return new ResultsFile(name, description, more, provenance);
  }

  /** Rate of file bytes against PSNR of files on disk. */
  public RateDistortionCurve curve() {
    List<RateDistortionCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < results.get(BPP).size(); i++) {
      points.add(new RateDistortionCurve.Point(results.get(BPP).get(i), results.get(PSNR).get(i)));
    }
    return new RateDistortionCurve(name, points);
  }

  /** The file's text. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("finite numbers and strings can always be written", e);
    }
  }

  /**
   * Reads a file's text; fields this schema does not have are passed over.
   *
   * @param origin stands for the file in errors
   * @throws IllegalArgumentException if it is not JSON of this schema
   */
  public static ResultsFile parse(String json, String origin) {
    try {
      ResultsFile parsed = JSON.readValue(json, ResultsFile.class);
      if (parsed == null) {
        throw new IllegalArgumentException(origin + ": no results in it");
      }
      return parsed;
    } catch (JsonProcessingException e) {
      Throwable cause = e.getCause();
      String reason = cause == null ? e.getOriginalMessage() : cause.getMessage();
      throw new IllegalArgumentException(origin + ": not a results file: " + reason, e);
    }
  }

  /** Reads a file. */
  public static ResultsFile read(Path path) throws IOException {
    return parse(Files.readString(path, StandardCharsets.UTF_8), path.toString());
  }

  /** Writes the whole file or nothing. */
  public void write(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, path.getFileName().toString(), ".part");
    try {
      Files.writeString(part, toJson(), StandardCharsets.UTF_8);
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
