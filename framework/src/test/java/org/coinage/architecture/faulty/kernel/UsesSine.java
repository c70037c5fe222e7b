package org.coinage.architecture.faulty.kernel;

final class UsesSine {
  double wave(double x) {
    return Math.sin(x);
  }
}
