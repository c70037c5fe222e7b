package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coinage.datasets.catalog.RemoteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadProgressTest {

  @TempDir Path cache;
  private final List<String> lines = new ArrayList<>();

  @Test
  void saysHowMuchOfAFileHasCome() throws IOException {
    try (DownloadProgress progress = progress(4 << 20)) {
      progress.begin();
      progress.tick();
      Files.write(cache.resolve("a.bin.part"), new byte[1 << 20]);
      progress.tick();
    }
    assertThat(lines).containsExactly("fetching http://example.org/a", "a.bin: 1.0 of 4.0 MiB");
  }

  @Test
  void lengthThatIsNotKnownIsLeftOut() throws IOException {
    Files.write(cache.resolve("a.bin.part"), new byte[1 << 19]);
    try (DownloadProgress progress = progress(-1)) {
      progress.tick();
    }
    assertThat(lines).containsExactly("a.bin: 0.5 MiB");
  }

  @Test
  void fileThatIsThereIsOnlyChecked() throws IOException {
    Files.write(cache.resolve("a.bin"), new byte[1]);
    try (DownloadProgress progress = progress(1)) {
      progress.begin();
    }
    assertThat(lines).hasSize(1).first().asString().contains("is there already");
  }

  private DownloadProgress progress(long bytes) {
    RemoteFile file =
        new RemoteFile(
            "a.bin",
            URI.create("http://example.org/a"),
            bytes,
            Optional.empty(),
            "test",
            Optional.empty());
    return DownloadProgress.of(file, cache.resolve("a.bin"), lines::add);
  }
}
