package org.coinage.experiments.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a run comes from, every attempt at it: {@code provenance.json} is an array, the launch
 * first, then each time it was resumed. A run does not go on with other data.
 */
final class RunProvenance {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final List<Map<String, String>> attempts;

  private RunProvenance(List<Map<String, String>> attempts) {
    this.attempts = attempts;
  }

  /**
   * Adds an attempt.
   *
   * @throws IllegalArgumentException if its data are not those the run began with
   */
  static RunProvenance begin(Path file, Map<String, String> attempt) throws IOException {
    List<Map<String, String>> attempts = new ArrayList<>();
    if (Files.exists(file)) {
      attempts.addAll(
          JSON.readValue(
              file.toFile(), new TypeReference<List<LinkedHashMap<String, String>>>() {}));
      for (Map.Entry<String, String> fact : attempts.get(0).entrySet()) {
        String now = attempt.get(fact.getKey());
        if (fact.getKey().startsWith("data ") && !fact.getValue().equals(now)) {
          throw new IllegalArgumentException(
              fact.getKey()
                  + " has changed since the run began: expected SHA-256 "
                  + fact.getValue()
                  + ", found "
                  + now
                  + "; restore it, or start a new run");
        }
      }
    }
    attempts.add(attempt);
    Files.writeString(file, JSON.writeValueAsString(attempts));
    return new RunProvenance(attempts);
  }

  /** The facts of the last attempt, with the sources and engines of all of them. */
  Map<String, String> summary() {
    Map<String, String> summary = new LinkedHashMap<>(attempts.get(attempts.size() - 1));
    for (String key : List.of("git id", "engine")) {
      summary.put(
          key,
          attempts.stream()
              .map(attempt -> attempt.getOrDefault(key, "unknown"))
              .distinct()
              .collect(Collectors.joining(", then ")));
    }
    return summary;
  }
}
