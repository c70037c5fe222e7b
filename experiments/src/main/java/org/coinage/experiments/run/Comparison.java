package org.coinage.experiments.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.coinage.experiments.evaluation.BjontegaardDelta;
import org.coinage.experiments.evaluation.BootstrapInterval;
import org.coinage.experiments.evaluation.CurveInterpolation;
import org.coinage.experiments.evaluation.IncomparableCurvesException;
import org.coinage.experiments.evaluation.RateDistortionCurve;

/**
 * Two codecs at equal quality: the Bjontegaard rate delta by PCHIP, in file bytes, over the range
 * of PSNR both reach.
 *
 * @param anchor what is compared with
 * @param test what is judged
 * @param text both deltas with interpolation and overlap, or why there are none
 * @param percent rate delta; NaN if there is none
 * @param decibels PSNR delta; NaN if there is none
 * @param interval of the rate delta over signals, where what each signal costs is known
 */
public record Comparison(
    String anchor,
    String test,
    String text,
    double percent,
    double decibels,
    Optional<BootstrapInterval> interval) {

  /** Compares two curves. */
  public static Comparison of(RateDistortionCurve anchor, RateDistortionCurve test) {
    Half rate = Half.of(() -> BjontegaardDelta.rate(anchor, test, CurveInterpolation.PCHIP));
    Half psnr = Half.of(() -> BjontegaardDelta.psnr(anchor, test, CurveInterpolation.PCHIP));
    return new Comparison(
        anchor.name(),
        test.name(),
        rate.text().equals(psnr.text()) ? rate.text() : rate.text() + "; " + psnr.text(),
        rate.value(),
        psnr.value(),
        Optional.empty());
  }

  /** The same with the interval of its rate delta. */
  Comparison with(BootstrapInterval found) {
    return new Comparison(anchor, test, text + "; " + found, percent, decibels, Optional.of(found));
  }

  private record Half(String text, double value) {

    static Half of(Supplier<BjontegaardDelta> delta) {
      try {
        BjontegaardDelta found = delta.get();
        return new Half(found.toString(), found.value());
      } catch (IncomparableCurvesException e) {
        return new Half(e.reason(), Double.NaN);
      }
    }
  }

  /** As JSON; a missing numbers are left out. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("anchor", anchor).put("test", test).put("text", text);
    if (!Double.isNaN(percent)) {
      json.put("bd_rate_percent", percent);
    }
    if (!Double.isNaN(decibels)) {
      json.put("bd_psnr_db", decibels);
    }
    interval.ifPresent(
        range ->
            json.put("bd_rate_low_percent", range.low()).put("bd_rate_high_percent", range.high()));
    return json;
  }
}
