package org.coinage.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Content of a safetensors file (github.com/huggingface/safetensors, "Format"): named tensors and
 * string metadata, both sorted by name. Immutable.
 */
public final class Safetensors {

  private final SortedMap<String, String> metadata;
  private final SortedMap<String, Tensor> tensors;

  /**
   * Metadata and tensors in any order.
   *
   * @throws IllegalArgumentException if two tensors have one name
   */
  public Safetensors(Map<String, String> metadata, Collection<Tensor> tensors) {
    this.metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    SortedMap<String, Tensor> sorted = new TreeMap<>();
    for (Tensor tensor : tensors) {
      if (sorted.put(tensor.name(), tensor) != null) {
        throw new IllegalArgumentException("two tensors are named '" + tensor.name() + "'");
      }
    }
    this.tensors = Collections.unmodifiableSortedMap(sorted);
  }

  /** Reads and validates a file. */
  public static Safetensors read(Path path, Limits limits) throws IOException {
    return parse(FileBytes.read(path, limits), path.toString(), limits);
  }

  /** Validates bytes; {@code name} stands for the file in errors. */
  public static Safetensors parse(byte[] bytes, String name, Limits limits) throws CodecException {
    return new SafetensorsReader(bytes, name, limits).read();
  }

  /** The file: the same content gives the same bytes. */
  public byte[] toBytes() {
    return SafetensorsWriter.write(this);
  }

  /** The same with one more or another metadata value. */
  public Safetensors with(String key, String value) {
    Map<String, String> more = new TreeMap<>(metadata);
    more.put(key, value);
    return new Safetensors(more, tensors.values());
  }

  /** The same without a metadata value. */
  Safetensors without(String key) {
    Map<String, String> fewer = new TreeMap<>(metadata);
    fewer.remove(key);
    return new Safetensors(fewer, tensors.values());
  }

  /** Metadata by key. */
  public SortedMap<String, String> metadata() {
    return metadata;
  }

  /** Tensors by name. */
  public SortedMap<String, Tensor> tensors() {
    return tensors;
  }

  /**
   * SHA-256 of the content apart from some metadata: all keys and values, then all names, types,
   * shapes and data, each sorted by name and preceded by its length. It does not depend on how the
   * file lays them out.
   */
  byte[] digest(Set<String> exceptKeys) {
    MessageDigest sha = sha256();
    metadata.forEach(
        (key, value) -> {
          if (!exceptKeys.contains(key)) {
            update(sha, key.getBytes(StandardCharsets.UTF_8));
            update(sha, value.getBytes(StandardCharsets.UTF_8));
          }
        });
    tensors.forEach(
        (name, tensor) -> {
          update(sha, name.getBytes(StandardCharsets.UTF_8));
          update(sha, (tensor.type() + " " + tensor.shape()).getBytes(StandardCharsets.UTF_8));
          update(sha, tensor.data());
        });
    return sha.digest();
  }

  private static void update(MessageDigest sha, byte[] bytes) {
    sha.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    sha.update(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
