package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coinage.codec.AtomicFile;
import picocli.CommandLine.Option;

/** Where a command puts the files that it makes of its inputs. */
final class Output {

  private static final Path PIPE = Path.of("-");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = {
        "A file; a folder, which exists or has a / at its end; or - for standard output (default:"
            + " beside each input, and standard output for what comes from standard input)."
      })
  private String text;

  @Option(names = "--force", description = "Overwrite what exists.")
  private boolean force;

  /** Whether files go into a folder that was named. */
  boolean isFolder() {
    return text != null && (text.endsWith("/") || Files.isDirectory(Path.of(text)));
  }

  /** Whether one file was named. */
  boolean isFile() {
    return text != null && !isFolder() && !isPipe();
  }

  /** Whether standard output was named. */
  boolean isPipe() {
    return text != null && Pipe.isNamedBy(path());
  }

  /** What was named. */
  Path path() {
    return Path.of(text);
  }

  /** Whether one file with this suffix was named. */
  boolean endsIn(String suffix) {
    return isFile() && Destination.hasSuffix(path(), suffix);
  }

  /**
   * Where to put what becomes of an input.
   *
   * @param name of the input
   * @param beside the input, or where it would lie
   * @param suffix of the file; empty for a folder
   */
  Path target(String name, Path beside, String suffix) {
    if (isFile() || isPipe()) {
      return path();
    }
    String file = Destination.stem(beside) + suffix;
    if (isFolder()) {
      return path().resolve(file);
    }
    return name.equals(Pipe.NAME) ? PIPE : beside.resolveSibling(file);
  }

  /**
   * Looks at all targets before any work is done.
   *
   * @throws IllegalArgumentException if two inputs would become one file, or bytes would go to a
   *     terminal
   */
  void check(List<String> names, List<Path> targets) {
    Map<Path, String> taken = new HashMap<>();
    for (int i = 0; i < targets.size(); i++) {
      String other = taken.put(targets.get(i).toAbsolutePath().normalize(), names.get(i));
      if (other != null) {
        throw new IllegalArgumentException(
            other
                + " and "
                + names.get(i)
                + " would both become "
                + (Pipe.isNamedBy(targets.get(i)) ? "standard output" : targets.get(i)));
      }
      if (Pipe.isNamedBy(targets.get(i)) && Pipe.leadsToTerminal() && !force) {
        throw new IllegalArgumentException(
            "standard output is a terminal; send it into a file or a pipe, or give --force");
      }
    }
  }

  /** Checks that a target can be written, before the work that fills it. */
  void requireFree(Path target) throws IOException {
    boolean made = isFolder() && !Files.exists(path());
    if (!Pipe.isNamedBy(target) && !made) {
      Destination.requireFree(target, force);
    }
  }

  /** Writes a file, all or nothing, or to standard output. */
  void write(Path target, byte[] bytes) throws IOException {
    if (Pipe.isNamedBy(target)) {
      Pipe.write(bytes);
      return;
    }
    if (isFolder()) {
      Files.createDirectories(path());
    }
    AtomicFile.write(target, bytes, force);
  }
}
