package org.coinage.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SincosTest {

  /** Every 61st float from 2^-16 to 1; the error of the reference is below 1e-15. */
  @Test
  void errorsOverOnePeriodStayBelowTheStatedBounds() {
    double sineError = 0;
    double cosineError = 0;
    int tiny = Float.floatToIntBits(0x1p-16f);
    for (int bits = tiny; bits <= Float.floatToIntBits(1); bits += 61) {
      float u = Float.intBitsToFloat(bits);
      sineError = Math.max(sineError, Math.abs(Sincos.sinPi(u) - StrictMath.sin(Math.PI * u)));
      cosineError = Math.max(cosineError, Math.abs(Sincos.cosPi(u) - StrictMath.cos(Math.PI * u)));
    }

    assertThat(sineError).isBetween(5e-8, 1.5e-7);
    assertThat(cosineError).isBetween(5e-8, 1.0e-7);
  }

  @Test
  void valuesRepeatWithPeriodTwoUpToTheLimit() {
    for (int period : new int[] {2, -2, 1 << 12, -(1 << 12), 1 << 21}) {
      for (float u = -1; u <= 1; u += 0.25f) {
        assertThat(Sincos.sinPi(period + u)).isEqualTo(Sincos.sinPi(u));
        assertThat(Sincos.cosPi(period + u)).isEqualTo(Sincos.cosPi(u));
      }
    }
  }

  @Test
  void oddMultiplesOfPiChangeTheSign() {
    for (float u = -0.5f; u <= 0.5f; u += 0.0625f) {
      for (int odd : new int[] {1, -1, 3, 1001, (1 << 18) + 1}) {
        assertThat(Sincos.sinPi(odd + u) + 0f).isEqualTo(-Sincos.sinPi(u) + 0f);
        assertThat(Sincos.cosPi(odd + u) + 0f).isEqualTo(-Sincos.cosPi(u) + 0f);
      }
    }
  }

  @Test
  void rangeEndsAtTwoToTheTwentyTwo() {
    assertThat(Sincos.inRange(0x1p22f)).isTrue();
    assertThat(Sincos.sinPi(0x1p22f)).isZero();
    assertThat(Sincos.cosPi(-0x1p22f)).isEqualTo(1);
    assertThat(Sincos.sinPi(0x1p22f - 0.5f)).isEqualTo(-Sincos.sinPi(0.5f));
    assertThat(Sincos.inRange(Math.nextUp(0x1p22f))).isFalse();
    assertThat(Sincos.inRange(Float.NaN)).isFalse();
    assertThat(Sincos.inRange(Float.NEGATIVE_INFINITY)).isFalse();
  }
}
