package org.coinage.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.coinage.entropy.ZeroMask;

/**
 * How a mint's file holds floating-point tensors with enough zeros to be smaller so: what is not
 * zero, in order, and an entropy-coded mask of where it lies ({@link ZeroMask}). What is unpacked
 * is bit for bit what was packed, so that a mint's fingerprint does not depend on how its file
 * holds it. A negative zero is not a zero.
 */
final class SparseTensors {

  /** Metadata that names the packed tensors with their shapes. */
  static final String KEY = "sparse";

  private static final Set<TensorType> PACKED = EnumSet.of(TensorType.F32, TensorType.F64);

  private static final String VALUES = ".values";
  private static final String MASK = ".mask";

  /**
   * Share of a binary64 tensor that may be other than zero, as of what belongs to pruned weights;
   * triangular matrices stay as they are.
   */
  private static final double MOST_DOUBLES = 0.25;

  /** Bytes of a file's header that a packed tensor takes beyond one as it is, at most. */
  private static final int NAMING = 192;

  /**
   * Entries a byte of a mask may stand for: bounds what a small file can unpack to. Denser in zeros
   * than 99.6 %, a tensor is held as it is, one of zeros alone too.
   */
  private static final int MOST_PER_BYTE = 256;

  private SparseTensors() {}

  /**
   * The content with every binary32 tensor packed that becomes smaller so, and then binary64 ones
   * too; itself where no binary32 one does, as of a mint without pruned weights.
   */
  static Safetensors pack(Safetensors content) {
    List<Tensor> tensors = new ArrayList<>();
    ArrayNode packed = JsonTree.array();
    boolean pruned = false;
    for (Tensor tensor : content.tensors().values()) {
      List<Tensor> parts = PACKED.contains(tensor.type()) ? parts(tensor) : List.of();
      if (parts.isEmpty()) {
        tensors.add(tensor);
      } else {
        pruned |= tensor.type() == TensorType.F32;
        tensors.addAll(parts);
        ArrayNode shape = packed.addObject().put("name", tensor.name()).putArray("shape");
        tensor.shape().forEach(shape::add);
      }
    }
    return pruned
        ? new Safetensors(content.metadata(), tensors).with(KEY, JsonTree.write(packed))
        : content;
  }

  /** Values and mask; nothing where they would not be smaller. */
  private static List<Tensor> parts(Tensor tensor) {
    int size = tensor.size();
    BitSet mask = new BitSet(size);
    int width = tensor.type().bytes();
    for (int i = 0; i < size; i++) {
      mask.set(i, !isZero(tensor.data(), i * width, width));
    }
    int count = mask.cardinality();
    boolean few = tensor.type() == TensorType.F32 || count <= MOST_DOUBLES * size;
    if (count == 0 || !few) {
      return List.of();
    }
    byte[] coded = ZeroMask.encode(mask, size);
    if (tooDense(size, coded.length)
        || (long) width * count + coded.length + NAMING >= (long) width * size) {
      return List.of();
    }
    byte[] values = new byte[width * count];
    ByteBuffer out = ByteBuffer.wrap(values);
    mask.stream().forEach(i -> out.put(tensor.data(), i * width, width));
    return List.of(
        new Tensor(tensor.name() + VALUES, tensor.type(), List.of(count), values),
        new Tensor(tensor.name() + MASK, TensorType.U8, List.of(coded.length), coded));
  }

  /**
   * The content as it was packed.
   *
   * @throws IllegalArgumentException if parts are missing, or do not fit
   */
  static Safetensors unpack(Safetensors content, String name, Limits limits) throws CodecException {
    if (!content.metadata().containsKey(KEY)) {
      return content;
    }
    Map<String, Tensor> tensors = new TreeMap<>(content.tensors());
    Set<String> seen = new TreeSet<>();
    for (MintSettings item : MintSettings.of(name, content.metadata(), KEY).items()) {
      String tensor = item.text("name");
      if (!seen.add(tensor) || tensors.containsKey(tensor)) {
        throw item.corrupt("name", "names '" + tensor + "', which is there already");
      }
      Tensor values = part(tensors, tensor + VALUES, PACKED, item);
      Tensor mask = part(tensors, tensor + MASK, Set.of(TensorType.U8), item);
      List<Integer> shape = Arrays.stream(item.integers("shape")).boxed().toList();
      long size = 1;
      for (int extent : shape) {
        size = extent < 1 || size > limits.elements() ? Long.MAX_VALUE / 2 : size * extent;
        size = Math.min(size, Long.MAX_VALUE / Integer.MAX_VALUE);
      }
      if (size > limits.elements() || size < values.size() || tooDense(size, mask.data().length)) {
        throw item.corrupt("shape", "is " + shape + " for " + values.size() + " values");
      }
      tensors.put(tensor, dense(tensor, shape, (int) size, values, mask));
    }
    Map<String, String> metadata = new TreeMap<>(content.metadata());
    metadata.remove(KEY);
    return new Safetensors(metadata, tensors.values());
  }

  private static boolean tooDense(long size, int bytes) {
    return size > (long) MOST_PER_BYTE * bytes;
  }

  private static boolean isZero(byte[] data, int from, int width) {
    for (int i = from; i < from + width; i++) {
      if (data[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static Tensor part(
      Map<String, Tensor> tensors, String name, Set<TensorType> types, MintSettings item)
      throws CodecException {
    Tensor part = tensors.remove(name);
    if (part == null || !types.contains(part.type()) || part.shape().size() != 1) {
      throw item.corrupt(
          "name", "needs the tensor '" + name + "' of one axis, " + new TreeSet<>(types));
    }
    return part;
  }

  private static Tensor dense(
      String name, List<Integer> shape, int size, Tensor values, Tensor mask) {
    BitSet where = ZeroMask.decode(mask.data(), size, values.size());
    int width = values.type().bytes();
    byte[] data = new byte[Math.multiplyExact(width, size)];
    ByteBuffer stored = ByteBuffer.wrap(values.data());
    where.stream().forEach(i -> stored.get(data, i * width, width));
    return new Tensor(name, values.type(), shape, data);
  }
}
