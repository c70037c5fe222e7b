package org.coinage.architecture.faulty.training;

import java.util.Random;

final class Gambles {
  final Random random = new Random();
}
