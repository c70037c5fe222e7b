package org.coinage.experiments.cli;

import java.nio.file.Path;
import org.coinage.datasets.download.DownloadSettings;
import picocli.CommandLine.Option;

/** Where data sets lie that were fetched, and whether more may be. */
final class CacheOption {

  static final String VARIABLE = "COINAGE_CACHE";

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Folder of fetched data sets (default: environment COINAGE_CACHE, else .cache/coinage in"
              + " your home).")
  private Path folder;

  @Option(names = "--offline", description = "Use only what was fetched before.")
  private boolean offline;

  /** The cache's folder. */
  Path folder() {
    if (folder != null) {
      return folder;
    }
    String variable = System.getenv(VARIABLE);
    return variable == null || variable.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache", "coinage")
        : Path.of(variable);
  }

  /** How to fetch. */
  DownloadSettings settings() {
    DownloadSettings usual = DownloadSettings.usual(folder());
    return offline ? usual.withOffline() : usual;
  }
}
