package org.coinage.experiments.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time of a workload goes, by the JVM's own sampling of all threads: the share of the
 * innermost method of Coinage on the stack. Loops of the vector kernels count for the kernel they
 * are in. Not thread-safe.
 */
final class SampledProfile implements AutoCloseable {

  private static final String SAMPLE = "jdk.ExecutionSample";
  private static final String OWN = "org.coinage.";

  private final Recording recording = new Recording();

  /** Begins to sample. */
  SampledProfile() {
    recording.enable(SAMPLE).withPeriod(Duration.ofMillis(10));
    recording.start();
  }

  /** Stops; returns shares by {@code Class.method}, the largest first. */
  Map<String, Double> shares() {
    recording.stop();
    try {
      Path file = Files.createTempFile("coinage-profile", ".jfr");
      try {
        recording.dump(file);
        return shares(RecordingFile.readAllEvents(file));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the profile cannot be kept in a temporary file", e);
    }
  }

  private static Map<String, Double> shares(Iterable<RecordedEvent> events) {
    Map<String, Integer> counts = new HashMap<>();
    int all = 0;
    for (RecordedEvent event : events) {
      if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
        counts.merge(place(event), 1, Integer::sum);
        all++;
      }
    }
    double total = all;
    Map<String, Double> shares = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> shares.put(entry.getKey(), entry.getValue() / total));
    return shares;
  }

  private static String place(RecordedEvent event) {
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      RecordedClass type = frame.getMethod().getType();
      if (type.getName().startsWith(OWN)) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethod().getName();
      }
    }
    return "elsewhere";
  }

  @Override
  public void close() {
    recording.close();
  }
}
