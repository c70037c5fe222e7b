package org.coinage.architecture.faulty.codec;

import org.coinage.architecture.faulty.field.CallsReference;

/** Sees the learning engine only through another class. */
final class SeesLearning {
  CallsReference field;
}
