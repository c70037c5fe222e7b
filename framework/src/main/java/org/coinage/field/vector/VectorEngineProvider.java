package org.coinage.field.vector;

import java.util.Optional;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngineProvider;
import org.coinage.field.Precision;
import org.coinage.kernel.PanelKernels;

/** Makes the fast engine known as {@code vector}. */
public final class VectorEngineProvider implements FieldEngineProvider {

  /** For the service loader. */
  public VectorEngineProvider() {}

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int priority() {
    return 10;
  }

  @Override
  public Optional<String> unavailable() {
    return PanelKernels.best().priority() > 0
        ? Optional.empty()
        : Optional.of(
            "the JVM runs without the module "
                + PanelKernels.VECTOR_MODULE
                + "; start it with --add-modules "
                + PanelKernels.VECTOR_MODULE);
  }

  @Override
  public boolean computesIn(Precision precision) {
    return precision == Precision.FLOAT;
  }

  @Override
  public FieldEngine create(Precision precision) {
    if (!computesIn(precision)) {
      throw new IllegalArgumentException(
          "engine = vector computes in binary32 only; take engine=reference");
    }
    return new VectorEngine(PanelKernels.best());
  }
}
