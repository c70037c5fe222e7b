package org.coinage.architecture.faulty.training;

import java.util.Random;

final class DrawsSeeded {
  final Random random = new Random(7);
}
