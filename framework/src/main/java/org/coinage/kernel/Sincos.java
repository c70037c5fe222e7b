package org.coinage.kernel;

/**
 * Sine and cosine of an angle in units of pi, in binary32: the only ones a decoder uses. Rule 3 and
 * 4 of the package say what they compute; scalar and vector code give the same bits.
 *
 * <p>Maximal absolute error 1.5e-7 for the sine and 1e-7 for the cosine. The coefficients are
 * minimax fits on [-1/2, 1/2], rounded to binary32 one after another from the lowest degree, each
 * time refitting the rest.
 *
 * <p>Written without branches and integer operations, so that compilers turn loops over it into
 * vector instructions: the sign is exact, since it is a product with 1 or -1.
 */
public final class Sincos {

  /** Largest magnitude of an argument: 2^22, up to which rounding by addition is exact. */
  public static final float LIMIT = 0x1p22f;

  /** 1.5 * 2^23: adding and subtracting it rounds to the nearest integer, ties to even. */
  public static final float ROUNDING = 0x1.8p23f;

  public static final float S1 = 0x1.921fb6p+1f;
  public static final float S3 = -0x1.4abbecp+2f;
  public static final float S5 = 0x1.4670f8p+1f;
  public static final float S7 = -0x1.33906cp-1f;
  public static final float S9 = 0x1.68043p-4f;
  public static final float S11 = -0x1.fd1c6ep-7f;

  public static final float C0 = 1;
  public static final float C2 = -0x1.3bd3ccp+2f;
  public static final float C4 = 0x1.03c1cep+2f;
  public static final float C6 = -0x1.55c9dap+0f;
  public static final float C8 = 0x1.df7624p-3f;
  public static final float C10 = -0x1.5dd292p-6f;
  public static final float C12 = -0x1.10d55p-8f;

  private Sincos() {}

  /** {@code sin(pi u)} for |u| up to {@link #LIMIT}; beyond it the value means nothing. */
  public static float sinPi(float u) {
    float q = (u + ROUNDING) - ROUNDING;
    float r = u - q;
    float square = r * r;
    float p = Math.fma(S11, square, S9);
    p = Math.fma(p, square, S7);
    p = Math.fma(p, square, S5);
    p = Math.fma(p, square, S3);
    p = Math.fma(p, square, S1);
    return (p * r) * sign(q);
  }

  /** {@code cos(pi u)} for |u| up to {@link #LIMIT}; beyond it the value means nothing. */
  public static float cosPi(float u) {
    float q = (u + ROUNDING) - ROUNDING;
    float r = u - q;
    float square = r * r;
    float p = Math.fma(C12, square, C10);
    p = Math.fma(p, square, C8);
    p = Math.fma(p, square, C6);
    p = Math.fma(p, square, C4);
    p = Math.fma(p, square, C2);
    p = Math.fma(p, square, C0);
    return p * sign(q);
  }

  /** Whether an argument is in the range; false for NaN. */
  public static boolean inRange(float u) {
    return Math.abs(u) <= LIMIT;
  }

  /** 1 for even q, -1 for odd q: q - 2 round(q/2) is 0 or +-1. */
  private static float sign(float q) {
    float half = 0.5f * q;
    float odd = q - 2 * ((half + ROUNDING) - ROUNDING);
    return 1 - 2 * (odd * odd);
  }
}
