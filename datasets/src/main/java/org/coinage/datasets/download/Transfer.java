package org.coinage.datasets.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.coinage.datasets.DatasetException;
import org.coinage.datasets.catalog.RemoteFile;

/**
 * One attempt to bring a part file to its full length. Goes on where the part ends if the host
 * still has the same file (its ETag stands beside the part); starts anew otherwise.
 */
final class Transfer {

  private static final int MAX_REDIRECTS = 5;
  private static final long MAX_UNKNOWN_BYTES = 1L << 33;

  private final HttpClient client;
  private final Duration stall;

  Transfer(HttpClient client, Duration stall) {
    this.client = client;
    this.stall = stall;
  }

  /** What may be tried again: the network, or a host out of order. */
  static final class Retryable extends IOException {
    private static final long serialVersionUID = 1;

    Retryable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  void run(RemoteFile remote, Path part, Path tag) throws IOException, InterruptedException {
    long have = Files.exists(part) && Files.exists(tag) ? Files.size(part) : 0;
    String etag = have > 0 ? Files.readString(tag, StandardCharsets.UTF_8) : "";
    HttpResponse<InputStream> response = follow(remote.uri(), have, etag);
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status == 416) {
        forget(part, tag);
        throw new Retryable(remote.uri() + ": the host cannot go on where the part ends", null);
      }
      if (status == 408 || status == 429 || status >= 500) {
        throw new Retryable(remote.uri() + ": the host answers " + status, null);
      }
      if (status != 200 && status != 206) {
        throw new DatasetException.Download(remote.uri() + ": the host answers " + status);
      }
      requireNoPage(remote, response);
      boolean goesOn = status == 206 && have > 0 && continues(response, have, etag);
      if (status == 206 && !goesOn) {
        forget(part, tag);
        throw new Retryable(remote.uri() + ": the host sends another range than asked for", null);
      }
      if (!goesOn) {
        forget(part, tag);
        have = 0;
        String newTag = response.headers().firstValue("ETag").orElse("");
        if (!newTag.isEmpty() && !newTag.startsWith("W/")) {
          Files.writeString(tag, newTag, StandardCharsets.UTF_8);
        }
      }
      copy(remote, body, part, have, declared(response, have));
    }
  }

  private static void forget(Path part, Path tag) throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(tag);
  }

  private static long declared(HttpResponse<?> response, long have) {
    long rest = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    return rest < 0 ? -1 : have + rest;
  }

  private static boolean continues(HttpResponse<?> response, long have, String etag) {
    boolean same = response.headers().firstValue("ETag").map(etag::equals).orElse(true);
    return same
        && response
            .headers()
            .firstValue("Content-Range")
            .map(range -> range.startsWith("bytes " + have + "-"))
            .orElse(false);
  }

  /** No data set is a page of HTML: it is a login, a portal or an error in disguise. */
  private static void requireNoPage(RemoteFile remote, HttpResponse<?> response) {
    String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html")) {
      throw new DatasetException.Download(
          remote.uri() + ": the host sends a web page instead of the file");
    }
  }

  private HttpResponse<InputStream> follow(URI start, long have, String etag)
      throws IOException, InterruptedException {
    URI uri = start;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(stall).GET();
      request.header("Accept-Encoding", "identity");
      if (have > 0) {
        request.header("Range", "bytes=" + have + "-").header("If-Range", etag);
      }
      HttpResponse<InputStream> response;
      try {
        response = client.send(request.build(), BodyHandlers.ofInputStream());
      } catch (IOException e) {
        String how = e instanceof HttpTimeoutException ? "does not answer" : "cannot be reached";
        throw new Retryable(uri + ": the host " + how + " (" + e.getMessage() + ")", e);
      }
      int status = response.statusCode();
      if (status < 300 || status >= 400 || status == 304) {
        return response;
      }
      response.body().close();
      URI next = uri.resolve(response.headers().firstValue("Location").orElse(""));
      requireSafe(start, uri, next);
      uri = next;
    }
    throw new DatasetException.Download(
        start + ": more than " + MAX_REDIRECTS + " redirections, one after the other");
  }

  static void requireSafe(URI start, URI from, URI to) {
    String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
    boolean secure = "https".equalsIgnoreCase(from.getScheme());
    if (!scheme.equals("https") && (secure || !scheme.equals("http"))) {
      throw new DatasetException.Download(
          start + ": redirected to " + to + ", which is not as safe; refused");
    }
  }

  private void copy(RemoteFile remote, InputStream body, Path part, long have, long declared)
      throws IOException {
    long limit = remote.bytes() >= 0 ? remote.bytes() : MAX_UNKNOWN_BYTES;
    long length = have;
    try (OutputStream out =
            Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Watchdog watchdog = new Watchdog(body, stall)) {
      byte[] block = new byte[1 << 16];
      while (true) {
        int n;
        try {
          n = body.read(block);
        } catch (IOException e) {
          String how = watchdog.fired() ? "fell silent" : "broke off";
          throw new Retryable(remote.uri() + ": the host " + how + " after " + length, e);
        }
        if (n < 0) {
          break;
        }
        watchdog.alive();
        length += n;
        if (length > limit) {
          throw new DatasetException.Checksum(
              remote.uri() + ": the host sends more than the expected " + limit + " bytes");
        }
        out.write(block, 0, n);
      }
      long expected = declared >= 0 ? declared : remote.bytes();
      if (watchdog.fired() || length < expected) {
        throw new Retryable(remote.uri() + ": the host broke off after " + length, null);
      }
    }
  }

  /** Closes a stream that has been silent for too long, so that the read on it ends. */
  private static final class Watchdog implements AutoCloseable {

    private static final ScheduledExecutorService CLOCK =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "download-watchdog");
              thread.setDaemon(true);
              return thread;
            });

    private final AtomicBoolean fired = new AtomicBoolean();
    private final ScheduledFuture<?> check;
    private volatile long last = System.nanoTime();

    Watchdog(InputStream body, Duration stall) {
      long period = Math.max(1, stall.toNanos() / 4);
      check =
          CLOCK.scheduleAtFixedRate(
              () -> {
                if (System.nanoTime() - last > stall.toNanos()
                    && fired.compareAndSet(false, true)) {
                  closeQuietly(body);
                }
              },
              period,
              period,
              TimeUnit.NANOSECONDS);
    }

    void alive() {
      last = System.nanoTime();
    }

    boolean fired() {
      return fired.get();
    }

    private static void closeQuietly(InputStream body) {
      try {
        body.close();
      } catch (IOException e) {
        // The read that waits on the stream reports.
      }
    }

    @Override
    public void close() {
      check.cancel(false);
    }
  }
}
