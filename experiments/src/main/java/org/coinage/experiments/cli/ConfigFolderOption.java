package org.coinage.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coinage.config.ComposedConfig;
import org.coinage.config.ConfigComposer;
import org.coinage.experiments.provenance.Provenance;
import picocli.CommandLine.Option;

/** The folder of configuration files: {@code configs} of the checkout if not said. */
final class ConfigFolderOption {

  @Option(
      names = "--configs",
      paramLabel = "DIR",
      description = "Folder of configuration files (default: configs of this checkout).")
  private Path folder;

  /**
   * Composes from that folder.
   *
   * @param arguments overrides; a first one that is a bare word names an experiment
   */
  ComposedConfig compose(List<String> arguments) {
    List<String> overrides = new ArrayList<>(arguments);
    if (!overrides.isEmpty() && overrides.get(0).matches("[A-Za-z0-9_-]+")) {
      overrides.set(0, "experiment=" + overrides.get(0));
    }
    return composer().compose(overrides);
  }

  /** The composer of that folder. */
  ConfigComposer composer() {
    String home = System.getProperty(Provenance.HOME_PROPERTY, "");
    return new ConfigComposer(folder == null ? Path.of(home, "configs") : folder);
  }
}
