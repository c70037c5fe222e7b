package org.coinage.experiments.cli;

import org.coinage.experiments.provenance.Provenance;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the release, the commit it was built from, the JVM. */
final class VersionText implements IVersionProvider {

  @Override
  public String[] getVersion() {
    Provenance here = Provenance.here();
    return new String[] {
      "coinage " + here.version(), "commit " + here.gitId(), "JDK " + here.jdk(), here.os()
    };
  }
}
