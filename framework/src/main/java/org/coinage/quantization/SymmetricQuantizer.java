package org.coinage.quantization;

import java.util.Arrays;

/**
 * Struempler et al.'s quantizer (ECCV 2022): every weight tensor and every bias its own step,
 * {@code 2^bits - 1} levels symmetric about 0, clipped beyond them. Where weights are learned from
 * an initialisation, a code is the difference from it, as theirs.
 *
 * <p>Symbol k stands for {@code step (k - top)}, {@code top = 2^(bits - 1) - 1}. Immutable and
 * thread-safe.
 */
public final class SymmetricQuantizer implements CodeQuantizer {

  /** Ranges tried per tensor: the largest magnitude times 1, 0.99, ... */
  private static final int RANGES = 80;

  private final Runs runs;
  private final double[] steps;
  private final double[] step;
  private final int bits;

  /**
   * A quantizer of these steps.
   *
   * @param runs entries of each tensor
   * @param steps one per tensor, greater than 0
   * @param bits 2 to 16
   */
  public SymmetricQuantizer(Runs runs, double[] steps, int bits) {
    Codes.requireDimension("steps", steps.length, runs.count());
    Codes.requirePositive("step", steps);
    if (bits < 2 || bits > 16) {
      throw new IllegalArgumentException("bits: " + bits + "; expected 2 to 16");
    }
    this.runs = runs;
    this.steps = steps.clone();
    this.step = runs.expand(steps);
    this.bits = bits;
  }

  /**
   * Fitted to training codes {@code [signals][dim]}: the range of each tensor is that of least
   * squared error among shares of the largest magnitude.
   */
  public static SymmetricQuantizer fit(Runs runs, double[][] codes, int bits) {
    Codes.requireTable(1, codes);
    Codes.requireDimension("training code", codes[0].length, runs.dimension());
    double[] steps = new double[runs.count()];
    int start = 0;
    for (int run = 0; run < steps.length; run++) {
      int end = start + runs.lengths().get(run);
      steps[run] = step(codes, start, end, top(bits));
      start = end;
    }
    return new SymmetricQuantizer(runs, steps, bits);
  }

  private static double step(double[][] codes, int start, int end, int top) {
    double largest = 0;
    for (double[] code : codes) {
      for (int i = start; i < end; i++) {
        largest = Math.max(largest, Math.abs(code[i]));
      }
    }
    double best = Math.max(Float.MIN_NORMAL, largest / top); // of a tensor that never moves
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < RANGES && largest > 0; k++) {
      double step = (1 - k / 100.0) * largest / top;
      double error = 0;
      for (double[] code : codes) {
        for (int i = start; i < end; i++) {
          double rounded = step * Math.rint(Math.max(-top, Math.min(top, code[i] / step)));
          error += (rounded - code[i]) * (rounded - code[i]);
        }
      }
      if (error < least) {
        least = error;
        best = step;
      }
    }
    return best;
  }

  /** Number of levels: symbols are 0 to this less one. */
  public int levels() {
    return 2 * top(bits) + 1;
  }

  @Override
  public int dimension() {
    return step.length;
  }

  @Override
  public int[] quantize(double... code) {
    Codes.requireDimension("code", code.length, step.length);
    Codes.requireFinite("code", code);
    int top = top(bits);
    int[] symbols = new int[code.length];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = (int) Math.rint(Math.max(-top, Math.min(top, code[i] / step[i]))) + top;
    }
    return symbols;
  }

  @Override
  public double[] dequantize(int... symbols) {
    Codes.requireDimension("symbols", symbols.length, step.length);
    double[] code = new double[symbols.length];
    for (int i = 0; i < code.length; i++) {
      code[i] = step[i] * (symbols[i] - top(bits));
    }
    return code;
  }

  /** Zero where the code is clipped, its ends not included. */
  @Override
  public double[] pullStraightThrough(double[] code, double... cotangent) {
    double[] pulled = cotangent.clone();
    for (int i = 0; i < pulled.length; i++) {
      pulled[i] = Math.abs(code[i]) > top(bits) * step[i] ? 0 : pulled[i];
    }
    return pulled;
  }

  /** Entries of each tensor. */
  public Runs runs() {
    return runs;
  }

  /** A copy of the steps, one per tensor. */
  public double[] steps() {
    return steps.clone();
  }

  /** Bits of a symbol before entropy coding. */
  public int bits() {
    return bits;
  }

  private static int top(int bits) {
    return (1 << (bits - 1)) - 1;
  }

  @Override
  public String toString() {
    return "SymmetricQuantizer[" + bits + " bits, steps " + Arrays.toString(steps) + "]";
  }
}
