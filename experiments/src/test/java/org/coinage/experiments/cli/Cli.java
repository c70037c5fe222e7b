package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A command line that was run in this JVM.
 *
 * @param code what the process would exit with
 * @param out its standard output
 * @param err its standard error
 */
record Cli(int code, String out, String err) {

  /** Runs a command; paths are written as they are. */
  static Cli run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    CommandLine commands =
        Coinage.commandLine(words).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = Coinage.execute(commands, words);
    return new Cli(code, out.toString(), err.toString());
  }

  /** It did what it should and had nothing to say about it. */
  Cli succeeds() {
    assertThat(err).isEmpty();
    assertThat(code).isZero();
    return this;
  }

  /** It failed with this code and one line that holds all these words. */
  Cli failsWith(ExitCode expected, Object... words) {
    assertThat(err.lines()).hasSize(1);
    assertThat(err)
        .startsWith("coinage: ")
        .contains(Stream.of(words).map(Object::toString).toList())
        .doesNotContain("Exception");
    assertThat(code).isEqualTo(expected.number());
    return this;
  }

  /** Wrong usage, as {@link #failsWith}. */
  static void refuses(String word, Object... arguments) {
    run(arguments).failsWith(ExitCode.USAGE, word);
  }
}
