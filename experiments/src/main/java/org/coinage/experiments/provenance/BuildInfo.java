package org.coinage.experiments.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * What the build knows of itself.
 *
 * @param version of Coinage
 * @param nd4jVersion of the tensor library it was built with
 * @param commit of the sources, where they came as an archive made by Git
 */
public record BuildInfo(String version, String nd4jVersion, Optional<String> commit) {

  private static final BuildInfo CURRENT = read();

  /** That of the classes which are running. */
  public static BuildInfo current() {
    return CURRENT;
  }

  private static BuildInfo read() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Git replaces the placeholder in archives only.
    String commit = properties.getProperty("commit");
    return new BuildInfo(
        properties.getProperty("version"),
        properties.getProperty("nd4j"),
        GitRevision.isCommit(commit) ? Optional.of(commit) : Optional.empty());
  }
}
