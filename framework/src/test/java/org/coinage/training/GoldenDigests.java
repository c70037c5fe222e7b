package org.coinage.training;

import java.io.IOException;
import java.nio.file.Path;

/** Prints what the golden coins of a folder decode to, for a JVM that a test starts. */
final class GoldenDigests {

  private GoldenDigests() {}

  /** Decodes all but the large ones. */
  public static void main(String[] arguments) throws IOException {
    GoldenCoins.decode(Path.of(arguments[0]), false).forEach(System.out::println);
  }
}
