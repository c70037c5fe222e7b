package org.coinage.architecture.faulty.training;

final class DrawsFromMath {
  double draw() {
    return Math.random();
  }
}
