package org.coinage.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Strict reader of safetensors: what the format forbids (duplicate names, gaps, overlaps, trailing
 * bytes) is refused, and nothing larger than the file itself is allocated.
 */
final class SafetensorsReader {

  static final String METADATA = "__metadata__";

  /** The format's own limit, as in its reference implementation. */
  private static final long MAX_HEADER = 100_000_000;

  private static final int MAX_RANK = 16;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private record Entry(
      String name, TensorType type, List<Integer> shape, long begin, long end, long at) {}

  private final byte[] bytes;
  private final String file;
  private final Limits limits;
  private final Map<String, String> metadata = new TreeMap<>();
  private final List<Entry> entries = new ArrayList<>();

  SafetensorsReader(byte[] bytes, String file, Limits limits) {
    this.bytes = bytes;
    this.file = file;
    this.limits = limits;
  }

  /** Whether the bytes start the way every safetensors file does. */
  static boolean recognises(byte[] bytes) {
    return bytes.length > 8 && bytes[8] == '{';
  }

  Safetensors read() throws CodecException {
    if (bytes.length < 8) {
      throw new CodecException.Truncated(file, 0, "the header length", 8, bytes.length);
    }
    if (bytes.length > 8 && !recognises(bytes)) {
      throw new CodecException.Foreign(file, "safetensors file", FileKind.describe(bytes));
    }
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_HEADER) {
      throw corrupt(0, "header length " + length + " must be in [2, " + MAX_HEADER + "]");
    }
    if (length > bytes.length - 8) {
      throw new CodecException.Truncated(file, 8, "the header", length, bytes.length - 8L);
    }
    int dataStart = 8 + (int) length;
    parseHeader(Arrays.copyOfRange(bytes, 8, dataStart));
    return new Safetensors(metadata, tensors(dataStart));
  }

  private void parseHeader(byte[] header) throws CodecException {
    try (JsonParser json = JSON.createParser(header)) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (name.equals(METADATA)) {
          parseMetadata(json);
        } else {
          entries.add(parseEntry(json, name));
        }
      }
      expect(json, json.currentToken(), JsonToken.END_OBJECT);
      for (int i = (int) json.currentLocation().getByteOffset(); i < header.length; i++) {
        if (header[i] != ' ') {
          throw corrupt(
              8L + i, "the header is padded with byte " + header[i] + ", not with spaces");
        }
      }
    } catch (CodecException e) {
      throw e;
    } catch (IOException e) {
      String problem = e.getMessage().lines().findFirst().orElse("unreadable");
      throw new CodecException.Corrupt(
          file, 8, "the JSON header is malformed (" + problem + ")", e);
    }
  }

  private void parseMetadata(JsonParser json) throws IOException {
    expect(json, json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      expect(json, json.nextToken(), JsonToken.VALUE_STRING);
      metadata.put(key, json.getText());
    }
  }

  private Entry parseEntry(JsonParser json, String name) throws IOException {
    TensorType type = null;
    List<Integer> shape = null;
    long[] offsets = null;
    long at = position(json);
    expect(json, json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      switch (key) {
        case "dtype" -> type = parseType(json, name);
        case "shape" -> shape = parseShape(json, name);
        case "data_offsets" -> offsets = parseOffsets(json, name);
        default -> throw corrupt(position(json), "tensor '" + name + "' has unknown key " + key);
      }
    }
    if (type == null || shape == null || offsets == null) {
      throw corrupt(at, "tensor '" + name + "' needs dtype, shape and data_offsets");
    }
    return new Entry(name, type, shape, offsets[0], offsets[1], at);
  }

  private TensorType parseType(JsonParser json, String name) throws IOException {
    expect(json, json.nextToken(), JsonToken.VALUE_STRING);
    String text = json.getText();
    return Arrays.stream(TensorType.values())
        .filter(type -> type.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                corrupt(
                    position(json),
                    "tensor '"
                        + name
                        + "' has dtype '"
                        + text
                        + "', known are "
                        + Arrays.toString(TensorType.values())));
  }

  private List<Integer> parseShape(JsonParser json, String name) throws IOException {
    expect(json, json.nextToken(), JsonToken.START_ARRAY);
    List<Integer> shape = new ArrayList<>();
    long elements = 1;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, json.currentToken(), JsonToken.VALUE_NUMBER_INT);
      long extent = json.getLongValue();
      if (extent < 0 || shape.size() == MAX_RANK) {
        throw corrupt(
            position(json), "tensor '" + name + "' has a negative extent or over 16 axes");
      }
      if (extent > limits.elements() || elements * extent > limits.elements()) {
        throw new CodecException.LimitExceeded(
            file,
            position(json),
            "the number of entries of tensor '" + name + "' up to axis " + shape.size(),
            extent > limits.elements() ? extent : elements * extent,
            "elements",
            limits.elements());
      }
      elements *= extent;
      shape.add((int) extent);
    }
    return shape;
  }

  private long[] parseOffsets(JsonParser json, String name) throws IOException {
    expect(json, json.nextToken(), JsonToken.START_ARRAY);
    long[] offsets = new long[2];
    for (int i = 0; i < 2; i++) {
      expect(json, json.nextToken(), JsonToken.VALUE_NUMBER_INT);
      offsets[i] = json.getLongValue();
    }
    expect(json, json.nextToken(), JsonToken.END_ARRAY);
    if (offsets[0] < 0 || offsets[1] < offsets[0]) {
      throw corrupt(position(json), "tensor '" + name + "' has offsets that run backwards");
    }
    return offsets;
  }

  private List<Tensor> tensors(int dataStart) throws CodecException {
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long next = 0;
    long available = (long) bytes.length - dataStart;
    List<Tensor> tensors = new ArrayList<>();
    for (Entry entry : entries) {
      String name = "tensor '" + entry.name() + "'";
      if (entry.begin() != next) {
        throw corrupt(
            entry.at(), name + " begins at " + entry.begin() + " of the data, expected " + next);
      }
      long size = entry.type().bytes();
      for (int extent : entry.shape()) {
        size *= extent;
      }
      if (size != entry.end() - entry.begin()) {
        throw corrupt(
            entry.at(),
            name
                + " occupies "
                + (entry.end() - entry.begin())
                + " bytes, its shape asks for "
                + size);
      }
      if (entry.end() > available) {
        throw new CodecException.Truncated(
            file, dataStart + next, name, size, Math.max(0, available - next));
      }
      next = entry.end();
      int from = dataStart + (int) entry.begin();
      tensors.add(
          new Tensor(
              entry.name(),
              entry.type(),
              entry.shape(),
              Arrays.copyOfRange(bytes, from, from + (int) size)));
    }
    if (next != available) {
      throw corrupt(dataStart + next, (available - next) + " bytes follow the last tensor");
    }
    return tensors;
  }

  private void expect(JsonParser json, JsonToken found, JsonToken wanted) throws CodecException {
    if (found != wanted) {
      String what = found == null ? "the end" : found.name().toLowerCase(Locale.ROOT);
      throw corrupt(
          position(json),
          "the JSON header has "
              + what
              + " where "
              + wanted.name().toLowerCase(Locale.ROOT)
              + " is expected");
    }
  }

  private static long position(JsonParser json) {
    return 8 + json.currentLocation().getByteOffset();
  }

  private CodecException.Corrupt corrupt(long at, String problem) {
    return new CodecException.Corrupt(file, at, problem);
  }
}
