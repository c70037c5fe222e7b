package org.coinage.meta;

/** Whether inner gradients are differentiated. */
public enum MetaOrder {
  /** Inner gradients are constants (FOMAML); COIN++ reports a large loss of quality. */
  FIRST,
  /** Exact: equals back-propagation through all inner steps. */
  SECOND
}
