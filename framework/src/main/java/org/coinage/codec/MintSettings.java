package org.coinage.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The settings a mint keeps as JSON objects in the metadata of its file, read strictly: a missing
 * or mistyped field is damage.
 */
final class MintSettings {

  private final String file;
  private final String path;
  private final JsonNode node;

  private MintSettings(String file, String path, JsonNode node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  static MintSettings of(String file, SortedMap<String, String> metadata, String key)
      throws CodecException {
    String text = metadata.get(key);
    if (text == null) {
      throw new CodecException.Corrupt(file, 8, "metadata '" + key + "' is missing");
    }
    try {
      return new MintSettings(file, key, JsonTree.read(text));
    } catch (JsonProcessingException e) {
      String problem = e.getOriginalMessage();
      throw new CodecException.Corrupt(
          file, 8, "metadata '" + key + "' is not JSON (" + problem + ")", e);
    }
  }

  boolean isNull() {
    return node.isNull();
  }

  boolean has(String key) {
    return node.has(key);
  }

  MintSettings child(String key) throws CodecException {
    JsonNode child = node.get(key);
    if (child == null) {
      throw corrupt(key, "is missing");
    }
    return new MintSettings(file, path + "." + key, child);
  }

  int integer(String key) throws CodecException {
    JsonNode value = child(key).node;
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw corrupt(key, "is " + value + ", expected an integer");
    }
    return value.intValue();
  }

  double number(String key) throws CodecException {
    JsonNode value = child(key).node;
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw corrupt(key, "is " + value + ", expected a finite number");
    }
    return value.doubleValue();
  }

  String text(String key) throws CodecException {
    JsonNode value = child(key).node;
    if (!value.isTextual()) {
      throw corrupt(key, "is " + value + ", expected a string");
    }
    return value.textValue();
  }

  <E extends Enum<E>> E constant(String key, Class<E> type) throws CodecException {
    String text = text(key);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw corrupt(key, "is '" + text + "', known are " + List.of(type.getEnumConstants()));
  }

  List<MintSettings> items() throws CodecException {
    if (!node.isArray()) {
      throw new CodecException.Corrupt(file, 8, "metadata '" + path + "' is not an array");
    }
    List<MintSettings> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(new MintSettings(file, path + "[" + i + "]", node.get(i)));
    }
    return items;
  }

  List<Double> numbers(String key) throws CodecException {
    List<Double> numbers = new ArrayList<>();
    for (MintSettings item : child(key).items()) {
      if (!item.node.isNumber()) {
        throw corrupt(key, "has the entry " + item.node + ", expected numbers");
      }
      numbers.add(item.node.doubleValue());
    }
    return numbers;
  }

  int[] integers(String key) throws CodecException {
    List<MintSettings> items = child(key).items();
    int[] integers = new int[items.size()];
    for (int i = 0; i < integers.length; i++) {
      JsonNode value = items.get(i).node;
      if (!value.isIntegralNumber() || !value.canConvertToInt()) {
        throw corrupt(key, "has the entry " + value + ", expected integers");
      }
      integers[i] = value.intValue();
    }
    return integers;
  }

  List<String> keys() {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  CodecException.Corrupt corrupt(String key, String problem) {
    return new CodecException.Corrupt(file, 8, "metadata '" + path + "." + key + "' " + problem);
  }
}
