package org.coinage.sparsity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.coinage.testing.SharedData;

/** Reference values of the sparsity methods; tests that read them are skipped where absent. */
final class Oracles {

  private Oracles() {}

  /** A value of one of the reference files. */
  static JsonNode read(String file, String key) throws IOException {
    JsonNode found =
        new ObjectMapper().readTree(SharedData.require("oracles/" + file).toFile()).path(key);
    if (found.isMissingNode()) {
      throw new IllegalStateException(file + " has no '" + key + "'");
    }
    return found;
  }

  static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
