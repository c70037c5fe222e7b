package org.coinage.architecture.faulty.fitting;

import org.coinage.architecture.faulty.field.vector.FastEngine;

final class NamesFastEngine {
  FastEngine engine;
}
