package org.coinage.datasets.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A local host that answers request after request as a script says, the last answer for ever. */
final class FaultyHost implements AutoCloseable {

  /** One answer. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Answer> script = new CopyOnWriteArrayList<>();
  private final List<String> ranges = new CopyOnWriteArrayList<>();

  FaultyHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
          Answer answer = script.get(Math.min(ranges.size(), script.size()) - 1);
          try {
            answer.to(exchange);
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file");
  }

  void answers(Answer... answers) {
    script.addAll(Arrays.asList(answers));
  }

  /** The Range header of every request so far, "null" where there was none. */
  List<String> ranges() {
    return new ArrayList<>(ranges);
  }

  static Answer whole(byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().set("ETag", "\"v1\"");
      send(exchange, 200, body, body.length);
    };
  }

  /** Declares all, sends some, and hangs up. */
  static Answer cut(byte[] body, int after) {
    return exchange -> {
      exchange.getResponseHeaders().set("ETag", "\"v1\"");
      send(exchange, 200, body, after);
    };
  }

  /** The part that was asked for, of a file with the given tag. */
  static Answer range(byte[] body, String etag) {
    return exchange -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      exchange.getResponseHeaders().set("ETag", etag);
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
      byte[] rest = Arrays.copyOfRange(body, from, body.length);
      send(exchange, 206, rest, rest.length);
    };
  }

  static Answer status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  static Answer redirect(String to) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", to);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  static Answer page() {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      byte[] body = {'<', 'p', '>'};
      send(exchange, 200, body, body.length);
    };
  }

  /** Sends some and then nothing more, without hanging up. */
  static Answer stall(byte[] body, int after) {
    return exchange -> {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body, 0, after);
      exchange.getResponseBody().flush();
      try {
        Thread.sleep(2_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private static void send(HttpExchange exchange, int status, byte[] body, int length)
      throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body, 0, length);
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
