package org.coinage.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The reference data beside the project; tests that need it are skipped where it is absent. */
public final class SharedData {

  private SharedData() {}

  /** A folder or file of the shared data; skips the calling test, saying why, if it is absent. */
  public static Path require(String name) {
    Path path = Path.of(System.getProperty("coinage.shared", "../../shared")).resolve(name);
    assumeTrue(
        Files.exists(path),
        () -> path + " is absent; point -Dcoinage.shared=DIR at the reference data to run this");
    return path;
  }

  /** The folder of golden cases: {@code -Dcoinage.golden=DIR}, or the shared one. */
  public static Path requireGolden() {
    String golden = System.getProperty("coinage.golden", "");
    return golden.isBlank() ? require("golden") : Path.of(golden);
  }
}
