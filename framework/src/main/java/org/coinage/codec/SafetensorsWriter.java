package org.coinage.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Lays out safetensors: an 8-byte little-endian header length, a JSON header padded with spaces to
 * a multiple of 8, the data without gaps. Wider types come first, so every tensor is aligned.
 */
final class SafetensorsWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private SafetensorsWriter() {}

  static byte[] write(Safetensors content) {
    List<Tensor> order = new ArrayList<>(content.tensors().values());
    order.sort(Comparator.comparing((Tensor t) -> -t.type().bytes()).thenComparing(Tensor::name));
    byte[] header = header(content.metadata(), order);
    int padded = (header.length + 7) / 8 * 8;
    int data = order.stream().mapToInt(t -> t.data().length).reduce(0, Math::addExact);
    ByteBuffer file =
        ByteBuffer.allocate(Math.addExact(8 + padded, data)).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(padded).put(header);
    Arrays.fill(file.array(), file.position(), 8 + padded, (byte) ' ');
    file.position(8 + padded);
    order.forEach(tensor -> file.put(tensor.data()));
    return file.array();
  }

  private static byte[] header(Map<String, String> metadata, List<Tensor> order) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(SafetensorsReader.METADATA);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      long offset = 0;
      for (Tensor tensor : order) {
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.type().name());
        json.writeFieldName("shape");
        json.writeArray(
            tensor.shape().stream().mapToInt(i -> i).toArray(), 0, tensor.shape().size());
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {offset, offset + tensor.data().length}, 0, 2);
        json.writeEndObject();
        offset += tensor.data().length;
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    }
    return bytes.toByteArray();
  }
}
