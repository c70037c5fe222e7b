package org.coinage.experiments.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.coinage.experiments.evaluation.RateDistortionCurve;

/**
 * A curve another system published, as a reference point beside ours: never measured by us, often
 * counted differently, and drawn so that nobody takes it for a measurement.
 *
 * @param name the codec
 * @param dataset {@code cifar10} or {@code kodak}
 * @param verification {@link Verification#VERIFIED} where the number was read in the source itself
 * @param source where, and what is counted there
 * @param bpp rates in increasing order
 * @param psnr distortion at those rates, dB
 */
public record PublishedPoints(
    @JsonProperty("name") String name,
    @JsonProperty("dataset") String dataset,
    @JsonProperty("verification") Verification verification,
    @JsonProperty("source") String source,
    @JsonProperty("bpp") List<Double> bpp,
    @JsonProperty("psnr") List<Double> psnr) {

  /** How far a number can be trusted. */
  public enum Verification {
    /** Read in the publication or its repository. */
    @JsonProperty("verified")
    VERIFIED,
    /** Read off a figure, about 0.3 dB. */
    @JsonProperty("figure")
    FIGURE,
    /** Reported by others. */
    @JsonProperty("secondary")
    SECONDARY
  }

  private static final List<PublishedPoints> ALL = load();

  /** Copies the lists; the curve's own checks apply. */
  public PublishedPoints {
    bpp = List.copyOf(bpp);
    psnr = List.copyOf(psnr);
  }

  /** Everything known, in the order of the resource. */
  public static List<PublishedPoints> all() {
    return ALL;
  }

  /** What is known for a data set; empty for one nobody published on. */
  public static List<PublishedPoints> of(String dataset) {
    return ALL.stream().filter(points -> points.dataset().equals(dataset)).toList();
  }

  /** As a curve. */
  public RateDistortionCurve curve() {
    return RateDistortionCurve.of(
        name,
        bpp.stream().mapToDouble(Double::doubleValue).toArray(),
        psnr.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static List<PublishedPoints> load() {
    try (InputStream in = PublishedPoints.class.getResourceAsStream("published.json")) {
      return List.copyOf(Arrays.asList(new ObjectMapper().readValue(in, PublishedPoints[].class)));
    } catch (IOException e) {
      throw new UncheckedIOException("the built-in resource published.json cannot be read", e);
    }
  }
}
