package org.coinage.experiments.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coinage.experiments.evaluation.BjontegaardDelta;
import org.coinage.experiments.evaluation.CurveInterpolation;
import org.coinage.experiments.evaluation.IncomparableCurvesException;
import org.coinage.experiments.evaluation.RateDistortionCurve;

/**
 * Two codecs at equal quality: the Bjontegaard rate delta by PCHIP, in file bytes, over the range
 * of PSNR both reach.
 *
 * @param anchor what is compared with
 * @param test what is judged
 * @param text the delta with interpolation and overlap, or why there is none
 * @param percent the delta; NaN if there is none
 */
public record Comparison(String anchor, String test, String text, double percent) {

  /** Compares two curves. */
  public static Comparison of(RateDistortionCurve anchor, RateDistortionCurve test) {
    try {
      BjontegaardDelta delta = BjontegaardDelta.rate(anchor, test, CurveInterpolation.PCHIP);
      return new Comparison(anchor.name(), test.name(), delta.toString(), delta.value());
    } catch (IncomparableCurvesException e) {
      return new Comparison(anchor.name(), test.name(), e.getMessage(), Double.NaN);
    }
  }

  /** As JSON; a missing number is left out. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("anchor", anchor).put("test", test).put("text", text);
    if (!Double.isNaN(percent)) {
      json.put("bd_rate_percent", percent);
    }
    return json;
  }
}
