package org.coinage.experiments.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.coinage.datasets.DatasetException;

/** Standard input and output as files: {@code -} on the command line. */
final class Pipe {

  /** What standard input is called in messages. */
  static final String NAME = "standard input";

  private Pipe() {}

  /** Whether an argument stands for a pipe. */
  static boolean isNamedBy(Path argument) {
    return argument.toString().equals("-");
  }

  /**
   * All that comes in.
   *
   * @throws DatasetException.Format if that is more than {@code most} bytes
   */
  static byte[] read(long most) {
    try {
      byte[] bytes = System.in.readNBytes((int) most);
      if (bytes.length == most && System.in.read() >= 0) {
        throw new DatasetException.Format(NAME, "gives more than " + most + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(NAME + " cannot be read: " + e.getMessage(), e));
    }
  }

  /** Writes bytes out; the reader at the other end may have gone. */
  static void write(byte[] bytes) throws IOException {
    PrintStream out = System.out;
    out.write(bytes, 0, bytes.length);
    if (out.checkError()) {
      throw new IOException("standard output: not all could be written (was the pipe closed?)");
    }
  }

  /** Whether standard output is a terminal, which bytes would put in disorder; see the launcher. */
  static boolean leadsToTerminal() {
    return Boolean.getBoolean("coinage.terminal");
  }
}
