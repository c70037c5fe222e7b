package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.coinage.datasets.catalog.RemoteFile;

/** Says every few seconds how much of a file has come, by the length of its part on the disk. */
final class DownloadProgress implements AutoCloseable {

  private static final long PERIOD_SECONDS = 3;
  private static final double MEBIBYTE = 1 << 20;

  private final RemoteFile remote;
  private final Path target;
  private final Consumer<String> lines;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "download-progress");
            thread.setDaemon(true);
            return thread;
          });

  private DownloadProgress(RemoteFile remote, Path target, Consumer<String> lines) {
    this.remote = remote;
    this.target = target;
    this.lines = lines;
  }

  static DownloadProgress of(RemoteFile remote, Path target, Consumer<String> lines) {
    return new DownloadProgress(remote, target, lines);
  }

  /** Says what comes, and goes on saying how far it is. */
  void begin() {
    if (Files.exists(target)) {
      lines.accept(target + " is there already, checking it");
      return;
    }
    lines.accept("fetching " + remote.uri());
    Future<?> unused =
        clock.scheduleAtFixedRate(this::tick, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** Says how much there is, if there is any. */
  void tick() {
    try {
      long done = Files.size(target.resolveSibling(target.getFileName() + ".part"));
      String total = remote.bytes() < 0 ? "" : " of " + mebibytes(remote.bytes());
      lines.accept(remote.name() + ": " + mebibytes(done) + total + " MiB");
    } catch (IOException e) {
      // There is no part before the host answers, and none once the file is whole.
    }
  }

  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / MEBIBYTE);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
