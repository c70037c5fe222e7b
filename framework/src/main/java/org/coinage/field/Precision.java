package org.coinage.field;

/** Floating-point type in which an engine computes. Learning uses FLOAT, gradient checks DOUBLE. */
public enum Precision {
  /** IEEE binary32. */
  FLOAT,
  /** IEEE binary64. */
  DOUBLE
}
