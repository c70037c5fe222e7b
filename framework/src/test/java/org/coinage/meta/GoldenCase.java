package org.coinage.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.PositionalEncoding;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.modulation.DirectModulation;
import org.coinage.modulation.LatentMlpModulation;
import org.coinage.modulation.LatentModulation;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.GridShape;
import org.coinage.signal.Signal;

/**
 * One file of the golden folder: a small network with every gradient, by automatic differentiation.
 */
final class GoldenCase {

  private final JsonNode root;

  GoldenCase(Path file) throws IOException {
    root = new ObjectMapper().readTree(file.toFile());
  }

  JsonNode spec() {
    return root.get("spec");
  }

  Precision precision() {
    return root.get("dtype").asText().equals("float64") ? Precision.DOUBLE : Precision.FLOAT;
  }

  boolean has(String tensor) {
    return root.get("tensors").has(tensor);
  }

  double[] tensor(String name) {
    JsonNode data = root.get("tensors").get(name).get("data");
    double[] values = new double[data.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.get(i).asDouble();
    }
    return values;
  }

  double scalar(String name) {
    return tensor(name)[0];
  }

  /** Row b of a tensor whose first extent is the batch. */
  double[] row(String name, int b) {
    double[] all = tensor(name);
    int length = all.length / batch();
    double[] row = new double[length];
    System.arraycopy(all, b * length, row, 0, length);
    return row;
  }

  List<String> parameterNames() {
    List<String> names = new ArrayList<>();
    root.get("param_order").forEach(name -> names.add(name.asText()));
    return names;
  }

  int batch() {
    return spec().get("batch").asInt();
  }

  ModulationSpace space() {
    JsonNode spec = spec();
    SirenArchitecture architecture =
        new SirenArchitecture(
            spec.get("dim_in").asInt(),
            PositionalEncoding.NONE,
            spec.get("dim_hidden").asInt(),
            spec.get("num_layers").asInt(),
            spec.get("dim_out").asInt(),
            spec.get("w0_initial").asDouble(),
            spec.get("w0").asDouble(),
            0.5);
    Set<FieldPart> parts = EnumSet.noneOf(FieldPart.class);
    if (spec.get("modulate_scale").asBoolean()) {
      parts.add(FieldPart.SCALES);
    }
    if (spec.get("modulate_shift").asBoolean()) {
      parts.add(FieldPart.SHIFTS);
    }
    int latent = spec.get("latent_dim").asInt();
    int mapLayers = spec.path("mod_layers").asInt(1);
    if (!spec.get("use_latent").asBoolean()) {
      return DirectModulation.of(architecture, parts);
    }
    return mapLayers == 1
        ? LatentModulation.of(architecture, parts, latent)
        : LatentMlpModulation.of(
            architecture, parts, latent, spec.get("mod_hidden").asInt(), mapLayers);
  }

  /** The parameters under a prefix, in the given layout; tensors the file lacks stay zero. */
  Parameters parameters(String prefix, ParameterLayout layout) {
    Parameters parameters = Parameters.zeros(layout);
    for (String name : parameterNames()) {
      double[] values = tensor(prefix + name);
      System.arraycopy(values, 0, parameters.tensor(name), 0, values.length);
    }
    return parameters;
  }

  Signal signal(int b) {
    return new Signal(
        GridShape.of(spec().get("points").asInt()),
        narrow(row("coords", b)),
        narrow(row("features", b)));
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
