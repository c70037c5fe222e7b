package org.coinage.experiments.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.coinage.config.ComposedConfig;

/**
 * The folder of one run, {@code <output>/<experiment>/<time>}: {@code config.conf} (resolved),
 * {@code overrides.txt}, {@code launched_from.txt}, {@code provenance.json}, {@code run.log},
 * {@code metrics.jsonl}, {@code checkpoints}, {@code mints}, {@code results} and {@code
 * report.html}.
 *
 * @param root the folder itself
 */
public record RunDirectory(Path root) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);

  /**
   * A new directory for an experiment, with its configuration written into it.
   *
   * @throws IOException if it cannot be made
   */
  public static RunDirectory create(
      Path output, String experiment, LocalDateTime start, ComposedConfig config)
      throws IOException {
    Path parent = Files.createDirectories(output.resolve(experiment));
    for (int attempt = 1; ; attempt++) {
      String name = TIME.format(start) + (attempt == 1 ? "" : "-" + attempt);
      try {
        RunDirectory run = new RunDirectory(Files.createDirectory(parent.resolve(name)));
        Files.writeString(run.config(), config.render());
        Files.write(run.root.resolve("overrides.txt"), config.overrides());
        Files.writeString(run.launchFile(), Path.of("").toAbsolutePath() + "\n");
        Files.createDirectory(run.mints());
        Files.createDirectory(run.results());
        return run;
      } catch (FileAlreadyExistsException e) {
        // Another run of this experiment began in the same second: take the next name.
      }
    }
  }

  /**
   * The directory of an earlier run.
   *
   * @throws NoSuchFileException if it is not one
   */
  public static RunDirectory open(Path root) throws NoSuchFileException {
    RunDirectory run = new RunDirectory(root);
    if (!Files.isRegularFile(run.config())) {
      throw new NoSuchFileException(
          root.toString(), null, "is not a run directory: it has no config.conf");
    }
    return run;
  }

  /**
   * The configuration the run was launched with, its relative paths as seen from the folder it was
   * launched in, wherever it is resumed.
   */
  public ComposedConfig composed() throws IOException {
    ComposedConfig composed = ComposedConfig.load(config());
    return Files.isRegularFile(launchFile())
        ? composed.seenFrom(Path.of(Files.readString(launchFile()).strip()))
        : composed;
  }

  private Path launchFile() {
    return root.resolve("launched_from.txt");
  }

  /** The resolved configuration. */
  public Path config() {
    return root.resolve("config.conf");
  }

  /** Command-line overrides, one a line. */
  public List<String> overrides() throws IOException {
    return Files.readAllLines(root.resolve("overrides.txt"));
  }

  /** Facts of sources, settings, data and machine. */
  public Path provenance() {
    return root.resolve("provenance.json");
  }

  /** The log. */
  public Path log() {
    return root.resolve("run.log");
  }

  /** Events and metrics, one JSON object a line. */
  public Path metrics() {
    return root.resolve("metrics.jsonl");
  }

  /** Folder of the learned mints. */
  public Path mints() {
    return root.resolve("mints");
  }

  /** The mint to use. */
  public Path mint() {
    return mints().resolve("final.mint");
  }

  /** Folder of results files and coded test signals. */
  public Path results() {
    return root.resolve("results");
  }

  /** Folder of the coins and decoded pictures of the user's own photographs. */
  public Path photographs() {
    return root.resolve("photographs");
  }

  /** The page that shows everything. */
  public Path report() {
    return root.resolve("report.html");
  }
}
