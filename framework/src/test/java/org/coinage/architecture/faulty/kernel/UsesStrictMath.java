package org.coinage.architecture.faulty.kernel;

final class UsesStrictMath {
  double wave(double x) {
    return Math.fma(x, Math.rint(x), StrictMath.sin(x));
  }
}
