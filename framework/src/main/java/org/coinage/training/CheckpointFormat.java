package org.coinage.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;

/**
 * A checkpoint as files: {@code checkpoint.json} with the counters and the names and shapes of the
 * arrays, {@code state.bin} and, where it is another state, {@code return.bin} with the entries of
 * the arrays in that order as binary64, little-endian. {@code MANIFEST.json} lists size and SHA-256
 * of each.
 */
final class CheckpointFormat {

  static final String MANIFEST = "MANIFEST.json";
  static final int VERSION = 1;

  private static final String FORMAT = "coinage-checkpoint";
  private static final String INDEX = "checkpoint.json";
  private static final String STATE = "state.bin";
  private static final String RETURN = "return.bin";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private CheckpointFormat() {}

  private record FileEntry(String name, long size, String sha256) {}

  private record Manifest(String format, int version, List<FileEntry> files) {}

  private record NamedArray(String name, List<Integer> shape) {

    private static NamedArray of(Map.Entry<String, double[]> entry) {
      return new NamedArray(entry.getKey(), List.of(entry.getValue().length));
    }

    private ParameterLayout.Tensor tensor() {
      return new ParameterLayout.Tensor(name, shape);
    }
  }

  private record StateIndex(
      long seed,
      long step,
      int stage,
      long stageStep,
      double learningRateScale,
      GuardMemory guard,
      List<NamedArray> theta,
      List<NamedArray> optimizer,
      List<NamedArray> constants) {

    private static StateIndex of(TrainingState state) {
      return new StateIndex(
          state.seed(),
          state.step(),
          state.stage(),
          state.stageStep(),
          state.learningRateScale(),
          state.guard(),
          state.theta().layout().tensors().stream()
              .map(tensor -> new NamedArray(tensor.name(), tensor.shape()))
              .toList(),
          state.optimizer().entrySet().stream().map(NamedArray::of).toList(),
          state.constants().entrySet().stream().map(NamedArray::of).toList());
    }
  }

  private record Index(
      List<String> stages, Double score, StateIndex state, StateIndex pointOfReturn) {}

  /** The files of a checkpoint in the order to write them, the manifest last. */
  static Map<String, byte[]> encode(Checkpoint checkpoint) {
    TrainingState state = checkpoint.state();
    TrainingState pointOfReturn = checkpoint.pointOfReturn();
    boolean returnsHere = pointOfReturn.equals(state);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(STATE, arrays(state));
    if (!returnsHere) {
      files.put(RETURN, arrays(pointOfReturn));
    }
    Double score = checkpoint.score().isPresent() ? checkpoint.score().getAsDouble() : null;
    files.put(
        INDEX,
        json(
            new Index(
                checkpoint.stages(),
                score,
                StateIndex.of(state),
                returnsHere ? null : StateIndex.of(pointOfReturn))));
    List<FileEntry> entries =
        files.entrySet().stream()
            .map(
                file ->
                    new FileEntry(file.getKey(), file.getValue().length, sha256(file.getValue())))
            .toList();
    files.put(MANIFEST, json(new Manifest(FORMAT, VERSION, entries)));
    return files;
  }

  /** Reads and verifies a checkpoint. */
  static Checkpoint read(CheckpointDisk disk, Path directory) throws IOException {
    try {
      Map<String, byte[]> files = verified(disk, directory);
      Index index = JSON.readValue(content(files, INDEX, directory), Index.class);
      TrainingState state = state(index.state(), content(files, STATE, directory), directory);
      TrainingState pointOfReturn =
          index.pointOfReturn() == null
              ? state
              : state(index.pointOfReturn(), content(files, RETURN, directory), directory);
      OptionalDouble score =
          index.score() == null ? OptionalDouble.empty() : OptionalDouble.of(index.score());
      return new Checkpoint(index.stages(), state, pointOfReturn, score);
    } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException e) {
      throw new CheckpointException.Damaged(directory, String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, byte[]> verified(CheckpointDisk disk, Path directory)
      throws IOException {
    List<String> present =
        disk.list(directory).stream().map(path -> path.getFileName().toString()).toList();
    if (!present.contains(MANIFEST)) {
      throw new CheckpointException.Damaged(directory, MANIFEST + " is missing");
    }
    JsonNode tree = JSON.readTree(disk.read(directory.resolve(MANIFEST)));
    if (!tree.path("format").asText().equals(FORMAT) || !tree.path("version").isInt()) {
      throw new CheckpointException.Damaged(directory, MANIFEST + " is not that of a checkpoint");
    }
    if (tree.path("version").asInt() != VERSION) {
      throw new CheckpointException.UnsupportedVersion(
          directory, tree.path("version").asInt(), VERSION);
    }
    Manifest manifest = JSON.treeToValue(tree, Manifest.class);
    Map<String, byte[]> files = new TreeMap<>();
    for (FileEntry entry : manifest.files()) {
      if (!present.contains(entry.name())) {
        throw new CheckpointException.Damaged(directory, entry.name() + " is missing");
      }
      byte[] content = disk.read(directory.resolve(entry.name()));
      if (content.length != entry.size()) {
        throw new CheckpointException.Damaged(
            directory,
            "%s has %d bytes, expected %d".formatted(entry.name(), content.length, entry.size()));
      }
      if (!sha256(content).equals(entry.sha256())) {
        throw new CheckpointException.Damaged(
            directory, "the content of " + entry.name() + " differs from its SHA-256");
      }
      files.put(entry.name(), content);
    }
    return files;
  }

  private static byte[] content(Map<String, byte[]> files, String name, Path directory) {
    byte[] content = files.get(name);
    if (content == null) {
      throw new CheckpointException.Damaged(directory, MANIFEST + " does not list " + name);
    }
    return content;
  }

  private static byte[] arrays(TrainingState state) {
    long entries = state.theta().layout().size();
    entries += state.optimizer().values().stream().mapToLong(array -> array.length).sum();
    entries += state.constants().values().stream().mapToLong(array -> array.length).sum();
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.toIntExact(entries * Double.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < state.theta().layout().tensors().size(); i++) {
      put(buffer, state.theta().tensor(i));
    }
    state.optimizer().values().forEach(array -> put(buffer, array));
    state.constants().values().forEach(array -> put(buffer, array));
    return buffer.array();
  }

  private static void put(ByteBuffer buffer, double[] array) {
    for (double value : array) {
      buffer.putDouble(value);
    }
  }

  private static TrainingState state(StateIndex index, byte[] content, Path directory) {
    ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    ParameterLayout layout = layout(index.theta());
    ParameterLayout optimizer = layout(index.optimizer());
    ParameterLayout constants = layout(index.constants());
    long expected = ((long) layout.size() + optimizer.size() + constants.size()) * Double.BYTES;
    if (content.length != expected) {
      throw new CheckpointException.Damaged(
          directory,
          "%s lists arrays of %d bytes, the file has %d"
              .formatted(INDEX, expected, content.length));
    }
    return new TrainingState(
        index.seed(),
        index.step(),
        index.stage(),
        index.stageStep(),
        Parameters.ofFlat(layout, take(buffer, layout.size())),
        named(buffer, optimizer),
        named(buffer, constants),
        index.learningRateScale(),
        index.guard());
  }

  private static ParameterLayout layout(List<NamedArray> arrays) {
    return new ParameterLayout(arrays.stream().map(NamedArray::tensor).toList());
  }

  private static Map<String, double[]> named(ByteBuffer buffer, ParameterLayout layout) {
    Map<String, double[]> arrays = new LinkedHashMap<>();
    for (ParameterLayout.Tensor tensor : layout.tensors()) {
      arrays.put(tensor.name(), take(buffer, tensor.size()));
    }
    return arrays;
  }

  private static double[] take(ByteBuffer buffer, int size) {
    double[] array = new double[size];
    for (int i = 0; i < size; i++) {
      array[i] = buffer.getDouble();
    }
    return array;
  }

  private static byte[] json(Object value) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers and names is always JSON", e);
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
