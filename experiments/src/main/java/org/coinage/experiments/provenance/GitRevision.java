package org.coinage.experiments.provenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The state of a checkout.
 *
 * @param commit full hash
 * @param dirty whether files differ from it; empty where no Git is installed to ask
 */
public record GitRevision(String commit, Optional<Boolean> dirty) {

  private static final long PATIENCE_SECONDS = 10;
  private static final String SYMBOLIC = "ref: ";

  /** Asks Git, or reads its files where it is not installed; empty outside a checkout. */
  public static Optional<GitRevision> of(Path checkout) {
    if (!Files.exists(checkout.resolve(".git"))) {
      return Optional.empty();
    }
    Optional<String> head = git(checkout, "rev-parse", "HEAD").map(String::strip);
    if (head.filter(GitRevision::isCommit).isEmpty()) {
      return readHead(checkout).map(commit -> new GitRevision(commit, Optional.empty()));
    }
    // Without optional locks, so that it never disturbs a Git that runs beside it.
    Optional<String> changes =
        git(checkout, "--no-optional-locks", "status", "--porcelain", "--untracked-files=no");
    return Optional.of(new GitRevision(head.get(), changes.map(text -> !text.isBlank())));
  }

  /** Whether text is a full hash (SHA-1 or SHA-256). */
  static boolean isCommit(String text) {
    return text.matches("[0-9a-f]{40}([0-9a-f]{24})?");
  }

  private static Optional<String> git(Path checkout, String... arguments) {
    List<String> command =
        Stream.concat(Stream.of("git", "-C", checkout.toString()), Stream.of(arguments)).toList();
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The commit by gitrepository-layout(5): a hash, or the name of a loose or packed reference. */
  static Optional<String> readHead(Path checkout) {
    try {
      Path git = folder(checkout);
      String head = Files.readString(git.resolve("HEAD")).strip();
      if (!head.startsWith(SYMBOLIC)) {
        return Optional.of(head).filter(GitRevision::isCommit);
      }
      Path pointer = git.resolve("commondir");
      Path common = Files.exists(pointer) ? git.resolve(Files.readString(pointer).strip()) : git;
      return reference(common, head.substring(SYMBOLIC.length()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Path folder(Path checkout) throws IOException {
    Path git = checkout.resolve(".git");
    if (Files.isDirectory(git)) {
      return git;
    }
    // A further worktree has a file here that says where its folder lies.
    String text = Files.readString(git).strip();
    return checkout.resolve(text.startsWith("gitdir: ") ? text.substring(8) : text);
  }

  private static Optional<String> reference(Path git, String name) throws IOException {
    Path loose = git.resolve(name);
    if (Files.exists(loose)) {
      return Optional.of(Files.readString(loose).strip()).filter(GitRevision::isCommit);
    }
    Path packed = git.resolve("packed-refs");
    if (!Files.exists(packed)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(packed)) {
      return lines
          .filter(line -> line.endsWith(" " + name))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .filter(GitRevision::isCommit)
          .findFirst();
    }
  }

  /** The hash, with {@code -dirty} where files differ from it. */
  @Override
  public String toString() {
    return dirty.orElse(false) ? commit + "-dirty" : commit;
  }
}
