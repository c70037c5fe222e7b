package org.coinage.experiments.cli;

import java.nio.file.Path;
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

  /** Composes from that folder. */
  ConfigComposer composer() {
    String home = System.getProperty(Provenance.HOME_PROPERTY, "");
    return new ConfigComposer(folder == null ? Path.of(home, "configs") : folder);
  }
}
