package org.coinage.experiments.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BjontegaardDeltaTest {

  /** The example that circulates with the public implementations of VCEG-M33. */
  private static final RateDistortionCurve ANCHOR =
      RateDistortionCurve.of(
          "anchor",
          new double[] {686.76, 309.58, 157.11, 85.95},
          new double[] {40.28, 37.18, 34.24, 31.42});

  private static final RateDistortionCurve TEST =
      RateDistortionCurve.of(
          "test",
          new double[] {893.34, 407.8, 204.93, 112.75},
          new double[] {40.39, 37.21, 34.17, 31.24});

  /** Two measured curves that lie far apart. */
  private static final RateDistortionCurve POST_HOC =
      RateDistortionCurve.of(
          "post-hoc",
          new double[] {.0804, .1396, .2055, .2702, .3338},
          new double[] {15.82, 18.99, 20.14, 20.47, 20.56});

  private static final RateDistortionCurve WHITENED =
      RateDistortionCurve.of(
          "whitened",
          new double[] {.0505, .0740, .1001, .1260, .1546, .1889},
          new double[] {17.80, 18.63, 19.32, 19.83, 20.14, 20.32});

  @ParameterizedTest
  @CsvSource({
    // numpy 2.4.6 polyfit/polyint, scipy 1.17.1 PchipInterpolator.integrate, numpy.interp
    "CUBIC,            31.397374054910877, -1.1848979217703484",
    "PCHIP,            31.37987820239754,  -1.1834724046224634",
    "PIECEWISE_LINEAR, 31.401047761846378, -1.1832134718086422"
  })
  void exampleCurvesAgreeWithNumpyAndScipy(
      CurveInterpolation interpolation, double rate, double psnr) {
    assertThat(BjontegaardDelta.rate(ANCHOR, TEST, interpolation).value())
        .isCloseTo(rate, within(1e-9));
    assertThat(BjontegaardDelta.psnr(ANCHOR, TEST, interpolation).value())
        .isCloseTo(psnr, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "CUBIC,            -42.923783344970836, 1.4450708990851615",
    "PCHIP,            -37.96530529931355,  1.4468628945565596",
    "PIECEWISE_LINEAR, -39.727311322561384, 1.5717830346165511"
  })
  void curvesFarApartAgreeWithNumpyAndScipy(
      CurveInterpolation interpolation, double rate, double psnr) {
    BjontegaardDelta delta = BjontegaardDelta.rate(POST_HOC, WHITENED, interpolation);
    assertThat(delta.value()).isCloseTo(rate, within(1e-9));
    assertThat(delta.overlapLow()).isEqualTo(17.80);
    assertThat(delta.overlapHigh()).isEqualTo(20.32);
    assertThat(BjontegaardDelta.psnr(POST_HOC, WHITENED, interpolation).value())
        .isCloseTo(psnr, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource
  void aCurveAgainstItselfIsExactlyZero(CurveInterpolation interpolation) {
    assertThat(BjontegaardDelta.rate(POST_HOC, POST_HOC, interpolation).value()).isZero();
    assertThat(BjontegaardDelta.psnr(POST_HOC, POST_HOC, interpolation).value()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void tenPerCentMoreRateEverywhereIsTenPerCent(CurveInterpolation interpolation) {
    double[] more = POST_HOC.bpp();
    for (int i = 0; i < more.length; i++) {
      more[i] *= 1.1;
    }
    RateDistortionCurve dearer = RateDistortionCurve.of("dearer", more, POST_HOC.psnr());
    assertThat(BjontegaardDelta.rate(POST_HOC, dearer, interpolation).value())
        .isCloseTo(10, within(1e-9));
  }

  @Test
  void theOrderOfThePointsDoesNotMatter() {
    RateDistortionCurve sorted =
        RateDistortionCurve.of(
            "anchor",
            new double[] {85.95, 157.11, 309.58, 686.76},
            new double[] {31.42, 34.24, 37.18, 40.28});
    assertThat(sorted).isEqualTo(ANCHOR);
  }

  @Test
  void curvesWithoutCommonPsnrAreRefusedWithBothRanges() {
    RateDistortionCurve low =
        RateDistortionCurve.of("low", new double[] {1, 2}, new double[] {10, 12});
    RateDistortionCurve high =
        RateDistortionCurve.of("high", new double[] {1, 2}, new double[] {30, 32});
    assertThatThrownBy(() -> BjontegaardDelta.rate(low, high, CurveInterpolation.PCHIP))
        .isInstanceOf(IncomparableCurvesException.class)
        .hasMessageContaining("\"high\"")
        .hasMessageContaining("30.00 to 32.00 dB")
        .hasMessageContaining("10.00 to 12.00 dB");
  }

  @Test
  void curvesThatTouchInOnePointHaveNoOverlap() {
    RateDistortionCurve low =
        RateDistortionCurve.of("low", new double[] {1, 2}, new double[] {10, 12});
    RateDistortionCurve high =
        RateDistortionCurve.of("high", new double[] {1, 2}, new double[] {12, 14});
    assertThatThrownBy(() -> BjontegaardDelta.rate(low, high, CurveInterpolation.PCHIP))
        .isInstanceOf(IncomparableCurvesException.class);
  }

  @Test
  void threePointsAreTooFewForTheCubic() {
    RateDistortionCurve three =
        RateDistortionCurve.of("three", new double[] {100, 200, 400}, new double[] {32, 35, 38});
    assertThatThrownBy(() -> BjontegaardDelta.rate(ANCHOR, three, CurveInterpolation.CUBIC))
        .isInstanceOf(IncomparableCurvesException.class)
        .hasMessageContaining("3 usable points (3 given)")
        .hasMessageContaining("needs 4");
    assertThat(BjontegaardDelta.rate(ANCHOR, three, CurveInterpolation.PCHIP).value()).isFinite();
  }

  @Test
  void aDominatedPointIsLeftOutAndCounted() {
    RateDistortionCurve withDip =
        RateDistortionCurve.of(
            "dip",
            new double[] {.0505, .0740, .1001, .11, .1260, .1546, .1889},
            new double[] {17.80, 18.63, 19.32, 19.1, 19.83, 20.14, 20.32});
    BjontegaardDelta delta = BjontegaardDelta.rate(POST_HOC, withDip, CurveInterpolation.PCHIP);
    assertThat(delta.droppedOfTest()).isEqualTo(1);
    assertThat(delta.droppedOfAnchor()).isZero();
    assertThat(delta.value())
        .isEqualTo(BjontegaardDelta.rate(POST_HOC, WHITENED, CurveInterpolation.PCHIP).value());
    assertThat(delta)
        .hasToString("BD-rate -38.0 % (PCHIP, 17.80 to 20.32 dB; 1 dominated left out)");
  }

  @Test
  void twoPointsOfOneRateAreRefused() {
    assertThatThrownBy(
            () -> RateDistortionCurve.of("twice", new double[] {1, 1}, new double[] {30, 31}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"twice\" has two points at 1.0 bpp");
  }

  @Test
  void aLosslessPointIsRefused() {
    assertThatThrownBy(() -> new RateDistortionCurve.Point(1, Double.POSITIVE_INFINITY))
        .hasMessageContaining("lossless");
  }
}
