package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.coinage.kernel.OrderedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void fileThatExistsIsReplacedOnlyWhereThatIsWanted() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "precious");
    assertThatThrownBy(() -> AtomicFile.write(file, new byte[3], false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("precious");
    AtomicFile.write(file, new byte[3], true);
    assertThat(file).hasSize(3);
    requireNothingElse();
  }

  /** Whoever looked before the others wrote must not win over them. */
  @Test
  void ofManyThatWriteOneNameOneSucceeds() throws IOException {
    Path file = folder.resolve("a");
    AtomicInteger written = new AtomicInteger();
    try (OrderedMap eight = new OrderedMap(8)) {
      eight.map(
          40,
          i -> {
            try {
              AtomicFile.write(file, new byte[i + 1], false);
              return written.incrementAndGet();
            } catch (FileAlreadyExistsException e) {
              return 0;
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
    }
    assertThat(written).hasValue(1);
    requireNothingElse();
  }

  @Test
  void whatCannotBeWrittenLeavesNothing() throws IOException {
    Path taken = Files.createDirectories(folder.resolve("a/b")).getParent();
    assertThatThrownBy(() -> AtomicFile.write(taken, new byte[3], true))
        .isInstanceOf(IOException.class);
    requireNothingElse();
  }

  private void requireNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("a"));
    }
  }
}
