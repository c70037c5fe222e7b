package org.coinage.datasets.download;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.coinage.datasets.DatasetException;
import org.coinage.datasets.catalog.CatalogEntry;
import org.coinage.datasets.catalog.RemoteFile;

/**
 * Brings data sets into the cache: {@code name.part} first, then length and SHA-256, then one
 * atomic move, only then unpacking. A file at its final path always was whole and right. A part
 * that may still be of use is kept and gone on with.
 *
 * <p>Thread-safe; several threads and processes may ask for the same file, one fetches it.
 */
public final class Downloader {

  private static final Logger LOG = LogManager.getLogger(Downloader.class);

  /** Threads of one process wait here, since a file lock only holds off other processes. */
  private static final Object ONE_AT_A_TIME = new Object();

  private final DownloadSettings settings;
  private final Sleeper sleeper;
  private final Transfer transfer;

  /** A downloader that waits between attempts. */
  public Downloader(DownloadSettings settings) {
    this(settings, Sleeper.REAL);
  }

  /** A downloader with another way to wait. */
  public Downloader(DownloadSettings settings, Sleeper sleeper) {
    this.settings = settings;
    this.sleeper = sleeper;
    this.transfer =
        new Transfer(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.stall())
                .build(),
            settings.stall());
  }

  /**
   * All files of a data set; returns its folder in the cache.
   *
   * @throws DatasetException as {@link #fetch}
   */
  public Path fetchAll(CatalogEntry entry) {
    LOG.info("{}: licence: {} ({})", entry.name(), entry.licence(), entry.homepage());
    for (RemoteFile file : entry.files()) {
      fetch(entry.name(), file);
    }
    return settings.cache().resolve(entry.name());
  }

  /**
   * The path of a file, or of the folder that it was unpacked into; fetched unless it is there.
   *
   * @param dataset folder in the cache
   * @throws DatasetException.Download if the host does not give the file
   * @throws DatasetException.Checksum if it gives another one, or the cached one was changed
   * @throws DatasetException.Format if an archive cannot be unpacked safely
   * @throws DatasetException.Missing if it is not in the cache and may not be fetched, or the cache
   *     cannot be written
   */
  public Path fetch(String dataset, RemoteFile remote) {
    Path folder = settings.cache().resolve(dataset);
    Path file = folder.resolve(remote.name());
    if (settings.offline() && !Files.exists(file)) {
      throw new DatasetException.Missing(
          file + " is not in the cache and the network is off; fetch it once with the network on");
    }
    try {
      Files.createDirectories(folder);
      synchronized (ONE_AT_A_TIME) {
        try (FileChannel channel =
            FileChannel.open(
                folder.resolve(remote.name() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
          channel.lock(); // until the channel is closed
          String hash = ensure(remote, folder, file);
          return remote.unpack().isEmpty()
              ? file
              : Unpacker.ensure(file, folder.resolve(remote.unpack().get()), hash);
        }
      }
    } catch (IOException e) {
      throw new DatasetException.Missing(
          "the cache folder " + folder + " cannot be used: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatasetException.Download(remote.uri() + ": interrupted", e);
    }
  }

  private String ensure(RemoteFile remote, Path folder, Path file)
      throws IOException, InterruptedException {
    Path pin = folder.resolve(remote.name() + ".sha256");
    String pinned = Files.exists(pin) ? Files.readString(pin, StandardCharsets.US_ASCII) : null;
    if (Files.exists(file)) {
      try {
        return Checksums.require(remote, file, pinned);
      } catch (DatasetException.Checksum e) {
        if (settings.offline()) {
          throw e;
        }
        LOG.warn("{} has changed in the cache and is fetched again", file);
        Files.delete(file);
      }
    }
    Path part = folder.resolve(remote.name() + ".part");
    Path tag = folder.resolve(remote.name() + ".etag");
    LOG.info("fetching {}", remote.uri());
    obtain(remote, part, tag);
    String hash;
    try {
      hash = Checksums.require(remote, part, pinned);
    } catch (DatasetException.Checksum e) {
      Files.deleteIfExists(part);
      Files.deleteIfExists(tag);
      throw e;
    }
    if (pinned == null) {
      Files.writeString(pin, hash, StandardCharsets.US_ASCII);
    }
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(tag);
    return hash;
  }

  private void obtain(RemoteFile remote, Path part, Path tag)
      throws IOException, InterruptedException {
    Duration pause = settings.backOff();
    for (int attempt = 1; ; attempt++) {
      try {
        transfer.run(remote, part, tag);
        return;
      } catch (Transfer.Retryable e) {
        if (attempt == settings.attempts()) {
          dropUnlessResumable(part, tag);
          throw new DatasetException.Download(
              e.getMessage() + "; gave up after " + attempt + " attempts", e);
        }
        LOG.warn("{}; trying again in {}", e.getMessage(), pause);
        sleeper.sleep(pause);
        pause = pause.multipliedBy(2);
      } catch (DatasetException e) {
        Files.deleteIfExists(part);
        Files.deleteIfExists(tag);
        throw e;
      }
    }
  }

  private static void dropUnlessResumable(Path part, Path tag) throws IOException {
    if (!Files.exists(tag)) {
      Files.deleteIfExists(part);
    }
  }
}
