package org.coinage.modulation;

import org.coinage.field.SirenArchitecture;

/**
 * A modulation space from outside this package, found through {@link java.util.ServiceLoader}. Its
 * test inherits {@code ModulationSpaceContractTest}.
 */
public interface ModulationSpaceProvider {

  /** Name in configuration files and mints; lower case, words joined by hyphens. */
  String kind();

  /**
   * The space for a SIREN.
   *
   * @throws IllegalArgumentException if a setting is out of its range
   */
  ModulationSpace create(SirenArchitecture architecture, ModulationSettings settings);
}
