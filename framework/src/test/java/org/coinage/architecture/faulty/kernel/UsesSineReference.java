package org.coinage.architecture.faulty.kernel;

import java.util.function.DoubleUnaryOperator;

final class UsesSineReference {
  final DoubleUnaryOperator wave = Math::sin;
}
