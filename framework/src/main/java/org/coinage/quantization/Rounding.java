package org.coinage.quantization;

import java.util.random.RandomGenerator;

/** What stands for rounding to the nearest integer while the numbers before it are learned. */
public enum Rounding {
  /** Uniform noise of the width of a step is added: {@code v + U(-1/2, 1/2)}, differentiable. */
  NOISE {
    @Override
    double apply(double v, RandomGenerator noise) {
      return v + (noise.nextDouble() - 0.5);
    }
  },
  /** Rounded half to even, as the coder does; the gradient passes as if it were not. */
  STRAIGHT_THROUGH {
    @Override
    double apply(double v, RandomGenerator noise) {
      // Adding zero makes -0 the 0 that an integer has.
      return Math.rint(v) + 0.0;
    }
  };

  /** The stand-in for the nearest integer of {@code v}; draws one number, or none. */
  abstract double apply(double v, RandomGenerator noise);
}
