package org.coinage.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The record of a run, one JSON object per line. When a run is resumed, lines about steps after its
 * checkpoint are dropped, so that the record reads as if the run had never stopped (up to the
 * {@code run_started} line that says it did, and the seconds). It reaches the medium before each
 * checkpoint, and the file at least every second while events come.
 *
 * <p>Every line has {@code event}, {@code attempt} (rollbacks so far), {@code step} and {@code
 * stage_index}; metrics stand in {@code metrics}. A number that is not finite is a string.
 */
public final class JsonlSink implements EventSink {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LAZY_NANOS = Duration.ofSeconds(1).toNanos();

  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;
  private long flushedAt = System.nanoTime();

  /**
   * A record in the given file, created if missing.
   *
   * @throws UncheckedIOException if it cannot be opened
   */
  public JsonlSink(Path file) {
    this.file = file;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    } catch (IOException e) {
      throw failed(e);
    }
    out = new BufferedOutputStream(Channels.newOutputStream(channel));
  }

  @Override
  public void accept(TrainingEvent event) {
    try {
      if (event instanceof TrainingEvent.RunStarted started) {
        long end = started.resumed() ? endOf(started.position()) : 0;
        channel.truncate(end);
        channel.position(end);
      }
      out.write(JSON.writeValueAsBytes(line(event)));
      out.write('\n');
      if (System.nanoTime() - flushedAt > LAZY_NANOS || event instanceof TrainingEvent.RunEnded) {
        out.flush();
        flushedAt = System.nanoTime();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
      channel.force(false);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException cause) {
    return new UncheckedIOException(
        "cannot write the record of the run, " + file + ": " + cause, cause);
  }

  private static ObjectNode line(TrainingEvent event) {
    ObjectNode line = JSON.createObjectNode();
    line.put("event", name(event));
    line.put("attempt", event.position().attempt());
    line.put("step", event.position().step());
    line.put("stage_index", event.position().stage());
    if (event instanceof TrainingEvent.RunStarted started) {
      line.set("stages", JSON.valueToTree(started.stages()));
      line.put("total_steps", started.totalSteps());
      line.put("resumed", started.resumed());
    } else if (event instanceof TrainingEvent.StageStarted started) {
      line.put("stage", started.stage());
      line.put("steps", started.steps());
    } else if (event instanceof TrainingEvent.StepDone done) {
      line.put("stage", done.stage());
      line.set("metrics", metrics(done.metrics()));
      line.put("seconds", done.seconds());
    } else if (event instanceof TrainingEvent.Validated validated) {
      line.put("stage", validated.stage());
      line.set("metrics", metrics(validated.metrics()));
      line.put("seconds", validated.seconds());
    } else if (event instanceof TrainingEvent.CheckpointWritten written) {
      line.put("directory", String.valueOf(written.directory().getFileName()));
    } else if (event instanceof TrainingEvent.RolledBack back) {
      line.put("reason", back.reason());
      line.put("to_step", back.toStep());
      line.put("learning_rate_scale", back.learningRateScale());
    } else if (event instanceof TrainingEvent.Diverged diverged) {
      line.put("reason", diverged.reason());
    } else if (event instanceof TrainingEvent.RunEnded ended) {
      line.put("finished", ended.finished());
    }
    return line;
  }

  private static JsonNode metrics(Map<String, Double> metrics) {
    return JSON.valueToTree(metrics);
  }

  /** {@code StepDone} is {@code step_done}. */
  private static String name(TrainingEvent event) {
    return event
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT);
  }

  /** Bytes of the lines up to a position; positions never decrease from line to line. */
  private long endOf(Position last) throws IOException {
    long end = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != '\n') {
          line.write(b);
        } else if (isUpTo(last, line.toByteArray())) {
          end += line.size() + 1;
          line.reset();
        } else {
          break;
        }
      }
    }
    return end;
  }

  private static boolean isUpTo(Position last, byte[] line) throws IOException {
    try {
      JsonNode node = JSON.readTree(line);
      Position position =
          new Position(
              node.path("attempt").asInt(),
              node.path("step").asLong(Long.MAX_VALUE),
              node.path("stage_index").asInt());
      return position.compareTo(last) <= 0;
    } catch (JsonProcessingException e) {
      return false; // a line that a crash tore or garbled; what follows it is worth no more
    }
  }
}
