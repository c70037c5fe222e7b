package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RunLogTest {

  @TempDir Path folder;

  @Test
  void fileHasTheRunsLinesFromInfoOnAndEndsWhenClosed() throws IOException {
    Path file = folder.resolve("logs").resolve("run.log");
    try (RunLog log = RunLog.to(file)) {
      assertThat(log).isNotNull();
      LogManager.getLogger("org.coinage.Some").info("struck {}", 3);
      LogManager.getLogger("org.coinage.Some").debug("not this");
      assertThat(file).content().contains("INFO  org.coinage.Some: struck 3").hasLineCount(1);
    }
    LogManager.getLogger("org.coinage.Some").info("nor this");
    assertThat(Files.readString(file)).hasLineCount(1);
    try (RunLog log = RunLog.to(file)) {
      assertThat(log).isNotNull();
      LogManager.getLogger("org.coinage.Some").info("resumed");
    }
    assertThat(Files.readString(file)).contains("struck 3", "resumed").hasLineCount(2);
  }

  @Test
  void tensorLibraryIsHeardFromWarningsOn() throws IOException {
    Path file = folder.resolve("run.log");
    try (RunLog log = RunLog.to(file)) {
      assertThat(log).isNotNull();
      LoggerFactory.getLogger("org.nd4j.linalg.factory.Nd4jBackend").info("Loaded backend");
      LoggerFactory.getLogger("org.nd4j.linalg.factory.Nd4jBackend").warn("a warning");
    }
    assertThat(Files.readString(file)).contains("WARN ", "a warning").hasLineCount(1);
  }

  @Test
  void logThatCannotBeWrittenIsNamed() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    Path file = notAFolder.resolve("run.log");
    assertThatThrownBy(() -> RunLog.to(file)).hasMessageContaining(file.toString());
  }
}
