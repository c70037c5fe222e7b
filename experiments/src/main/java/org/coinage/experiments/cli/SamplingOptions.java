package org.coinage.experiments.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coinage.codec.Imprint;
import org.coinage.signal.GridShape;
import org.coinage.signal.SamplingGrid;
import org.coinage.signal.SeamFilter;
import picocli.CommandLine.Option;

/** Where the field of an image is evaluated, and what is done about seams between patches. */
final class SamplingOptions {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,8})[xX](\\d{1,8})");

  @Option(
      names = "--scale",
      paramLabel = "S",
      description = {
        "Evaluate the field at S times as many points along each axis, S above 0; nothing is"
            + " resampled."
      })
  private Double scale;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Evaluate the field at this many columns and rows.")
  private String size;

  @Option(
      names = "--region",
      paramLabel = "X,Y,W,H",
      description = {
        "Only this part, in pixels of the original from its upper left corner; fractions are fine."
            + " Patches elsewhere are not evaluated."
      })
  private String region;

  @Option(
      names = "--blend",
      paramLabel = "N",
      defaultValue = "4",
      description = {
        "Pixels over which seams between patches are smoothed (default: ${DEFAULT-VALUE}); 0 gives"
            + " the very samples that the digest of a coin is of."
      })
  private double blend;

  /**
   * Checks what can be checked before an image is known.
   *
   * @throws IllegalArgumentException if a value makes no sense
   */
  void check() {
    if (scale != null && size != null) {
      throw new IllegalArgumentException("--scale and --size exclude one another");
    }
    seams();
    if (size != null) {
      grid(GridShape.of(1, 1), null);
    }
    if (region != null) {
      numbers();
    }
    if (scale != null && !(scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException("--scale " + scale + " must be above 0");
    }
  }

  /** Whether what is wanted are the samples as they were coded. */
  boolean isPlain(Imprint imprint) {
    boolean seamless = blend == 0 || imprint.layout().count() == 1;
    return seamless && scale == null && size == null && region == null;
  }

  /** What is done about seams. */
  SeamFilter seams() {
    return new SeamFilter(blend);
  }

  /**
   * Where to evaluate an image.
   *
   * @throws IllegalArgumentException if the region is not within it
   */
  SamplingGrid grid(GridShape image) {
    return grid(image, region == null ? null : numbers());
  }

  private SamplingGrid grid(GridShape image, List<Double> part) {
    SamplingGrid grid = SamplingGrid.of(image);
    if (part != null) {
      grid = grid.region(List.of(part.get(1), part.get(0)), List.of(part.get(3), part.get(2)));
    }
    if (size != null) {
      Matcher matcher = SIZE.matcher(size);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("--size " + size + " is not like 640x480");
      }
      return grid.sized(
          GridShape.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1))));
    }
    return scale == null ? grid : grid.scaled(scale);
  }

  private List<Double> numbers() {
    try {
      List<Double> numbers = Stream.of(region.split(",", -1)).map(Double::valueOf).toList();
      if (numbers.size() == 4) {
        return numbers;
      }
    } catch (NumberFormatException e) {
      throw notARegion(e);
    }
    throw notARegion(null);
  }

  private IllegalArgumentException notARegion(Throwable cause) {
    return new IllegalArgumentException("--region " + region + " is not like 10,20,64,48", cause);
  }
}
