package org.coinage.field;

import java.util.Optional;

/** A kind of engine, found by {@link java.util.ServiceLoader}; see {@link FieldEngines}. */
public interface FieldEngineProvider {

  /** Name by which configuration files choose it. */
  String name();

  /** Rank among engines when none is named; the highest available one wins. */
  int priority();

  /** Why it cannot run on this machine, or empty if it can. Must not load native libraries. */
  Optional<String> unavailable();

  /** Whether it can compute in a type. */
  default boolean computesIn(Precision precision) {
    return true;
  }

  /** A new engine; the caller closes it. */
  FieldEngine create(Precision precision);
}
