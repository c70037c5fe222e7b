package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.coinage.codec.CodecException;
import org.coinage.datasets.DatasetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new CodecException.WrongMint("a", 5, "1", "2"), ExitCode.WRONG_MINT, "mint"),
        Arguments.of(new CodecException.Truncated("a", 5, "b", 2, 1), ExitCode.CORRUPT, "cut"),
        Arguments.of(new CodecException.Corrupt("a", 5, "is odd"), ExitCode.CORRUPT, "is odd"),
        Arguments.of(new CodecException.Foreign("a", "coin", "b"), ExitCode.CORRUPT, "not a coin"),
        Arguments.of(
            new CodecException.UnsupportedVersion("a", 4, "version", 9, "1"),
            ExitCode.CORRUPT,
            "update"),
        Arguments.of(
            new CodecException.LimitExceeded("a", 4, "size", 9, "fileBytes", 1),
            ExitCode.CORRUPT,
            "fileBytes"),
        Arguments.of(new DatasetException.Format("a", "is odd"), ExitCode.CORRUPT, "is odd"),
        Arguments.of(new DatasetException.Checksum("differs"), ExitCode.CORRUPT, "differs"),
        Arguments.of(new DatasetException.Missing("gone"), ExitCode.FAILED, "gone"),
        Arguments.of(new DatasetException.Download("silent"), ExitCode.FAILED, "silent"),
        Arguments.of(new NoSuchFileException("a"), ExitCode.FAILED, "a: there is no such file"),
        Arguments.of(new AccessDeniedException("a"), ExitCode.FAILED, "a: may not be"),
        Arguments.of(new FileAlreadyExistsException("a"), ExitCode.FAILED, "--force"),
        Arguments.of(
            new FileSystemException("a", null, "No space left"), ExitCode.FAILED, "a: No space"),
        Arguments.of(
            new UncheckedIOException(new IOException("broken")), ExitCode.FAILED, "broken"),
        Arguments.of(new IllegalArgumentException("steps = 0"), ExitCode.USAGE, "steps = 0"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void expectedFailureHasItsCodeAndWords(Throwable thrown, ExitCode code, String words) {
    Failure failure = Failure.of(thrown);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.line()).contains(words).doesNotContain("internal error");
  }

  @Test
  void whatNobodyExpectedAsksForTheStackTrace() {
    assertThat(Failure.of(new IllegalStateException("two\n  lines")).line())
        .contains("internal error", "two lines", "--stacktrace")
        .hasLineCount(1);
    assertThat(Failure.of(new NullPointerException()).code()).isEqualTo(ExitCode.FAILED);
    assertThat(Failure.of(new NumberFormatException("x")).line()).contains("internal error");
  }

  @Test
  void outOfMemoryNamesTheSettingToRaise() {
    OutOfMemoryError heap = new OutOfMemoryError("Java heap space");
    assertThat(Failure.of(heap).line()).contains("-Xmx8g");
    assertThat(Failure.of(new ExceptionInInitializerError(heap)).line()).contains("-Xmx8g");
    assertThat(Failure.of(new OutOfMemoryError("Physical memory usage is too high: 9 > 8")).line())
        .contains("javacpp.maxphysicalbytes");
  }

  @Test
  void exitCodesAreThoseOfTheContract() {
    assertThat(Stream.of(ExitCode.values()).map(ExitCode::number))
        .containsExactly(0, 1, 2, 3, 4, 130);
  }
}
