package org.coinage.experiments.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.coinage.kernel.OrderedMap;
import picocli.CommandLine;

/**
 * Work on many inputs of which each may fail without the others: what is said of them comes in the
 * order of the inputs, whoever is done first, and those that failed are listed at the end.
 */
final class Batch {

  /** Work on one input; whatever it throws is the failure of that input alone. */
  @FunctionalInterface
  interface Task {
    void run(int index, Words words) throws IOException;
  }

  /** What is to be said of one input once its turn comes. Not thread-safe. */
  static final class Words {

    private final String name;
    private final List<String> results = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final List<Failed> failures = new ArrayList<>();

    private Words(String name) {
      this.name = name;
    }

    /** A line of results. */
    void result(String line) {
      results.add(line);
    }

    /** Something beside the results. */
    void notice(String line) {
      notices.add(line);
    }

    /** Something of the input failed, and the rest goes on; {@code more} is added to the line. */
    void failure(Throwable thrown, String more) {
      Failure failure = Failure.of(thrown);
      String subject = failure.line().contains(name) ? "" : name + ": ";
      failures.add(
          new Failed(new Failure(failure.code(), subject + failure.line() + more), thrown));
    }
  }

  private record Failed(Failure failure, Throwable thrown) {}

  private final PrintWriter results;
  private final CommandLine command;
  private final List<Failed> failed = new ArrayList<>();
  private int inputs;
  private int bad;

  /**
   * A batch.
   *
   * @param results where results are printed
   * @param command whose standard error gets the rest
   */
  Batch(PrintWriter results, CommandLine command) {
    this.results = results;
    this.command = command;
  }

  /** Does the work on all inputs; may be called again for further ones. */
  void forEach(List<String> names, OrderedMap jobs, Task task) {
    inputs += names.size();
    jobs.forEachInOrder(names.size(), i -> attempt(names.get(i), i, task), this::tell);
  }

  private static Words attempt(String name, int index, Task task) {
    Words words = new Words(name);
    try {
      task.run(index, words);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      words.failure(e, "");
    }
    return words;
  }

  private void tell(Words words) {
    words.notices.forEach(line -> command.getErr().println("coinage: " + line));
    command.getErr().flush();
    words.results.forEach(results::println);
    results.flush();
    bad += words.failures.isEmpty() ? 0 : 1;
    failed.addAll(words.failures);
  }

  /** A line of results of all inputs together. */
  void say(String line) {
    results.println(line);
    results.flush();
  }

  /**
   * Lists what failed.
   *
   * @return what all failures have in common; {@link ExitCode#FAILED} where they differ
   */
  ExitCode end() {
    if (failed.isEmpty()) {
      return ExitCode.DONE;
    }
    if (inputs > 1) {
      command.getErr().println("coinage: %d of %d failed:".formatted(bad, inputs));
    }
    failed.forEach(each -> FailureReport.print(each.failure(), each.thrown(), command));
    List<ExitCode> codes = failed.stream().map(each -> each.failure().code()).distinct().toList();
    return codes.size() == 1 ? codes.get(0) : ExitCode.FAILED;
  }
}
