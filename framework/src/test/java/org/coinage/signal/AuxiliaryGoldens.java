package org.coinage.signal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Coordinates and patches as the public COIN++ code computes them, read from the shared folder. */
final class AuxiliaryGoldens {

  private AuxiliaryGoldens() {}

  static JsonNode read() throws IOException {
    Path file = Path.of(System.getProperty("coinage.shared", "../shared"), "golden", "aux.json");
    assumeTrue(Files.exists(file), "no reference data: " + file + " does not exist");
    return new ObjectMapper().readTree(file.toFile());
  }

  static GridShape shape(JsonNode extents) {
    int[] values = new int[extents.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = extents.get(i).asInt();
    }
    return GridShape.of(values);
  }

  static float[] data(JsonNode tensor) {
    JsonNode data = tensor.get("data");
    float[] values = new float[data.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) data.get(i).asDouble();
    }
    return values;
  }
}
