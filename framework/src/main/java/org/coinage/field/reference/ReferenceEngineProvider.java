package org.coinage.field.reference;

import java.util.Optional;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngineProvider;
import org.coinage.field.Precision;

/** Makes the reference engine known as {@code reference}. */
public final class ReferenceEngineProvider implements FieldEngineProvider {

  /** For the service loader. */
  public ReferenceEngineProvider() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public FieldEngine create(Precision precision) {
    return new ReferenceEngine(precision);
  }
}
