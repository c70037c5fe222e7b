package org.coinage.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One named tensor of a safetensors file, row-major. Immutable by contract: the array is shared.
 *
 * @param name unique in its file
 * @param type element type
 * @param shape extents, empty for a scalar
 * @param data little-endian entries
 */
public record Tensor(String name, TensorType type, List<Integer> shape, byte[] data) {

  /** Checks that the data has the length the shape asks for. */
  public Tensor {
    shape = List.copyOf(shape);
    long size = type.bytes();
    for (int extent : shape) {
      size = Math.multiplyExact(size, extent);
    }
    if (size != data.length) {
      throw new IllegalArgumentException(
          "tensor '"
              + name
              + "' of type "
              + type
              + " and shape "
              + shape
              + " needs "
              + size
              + " bytes, found "
              + data.length);
    }
  }

  /** A tensor of binary32 values; each value is rounded to the nearest. */
  public static Tensor ofFloats(String name, List<Integer> shape, double[] values) {
    byte[] data = new byte[Math.multiplyExact(values.length, TensorType.F32.bytes())];
    ByteBuffer buffer = littleEndian(data);
    for (double value : values) {
      buffer.putFloat((float) value);
    }
    return new Tensor(name, TensorType.F32, shape, data);
  }

  /** A tensor of binary64 values. */
  public static Tensor ofDoubles(String name, List<Integer> shape, double[] values) {
    byte[] data = new byte[Math.multiplyExact(values.length, TensorType.F64.bytes())];
    ByteBuffer buffer = littleEndian(data);
    for (double value : values) {
      buffer.putDouble(value);
    }
    return new Tensor(name, TensorType.F64, shape, data);
  }

  /** A tensor of 32-bit integers. */
  public static Tensor ofInts(String name, List<Integer> shape, int[] values) {
    byte[] data = new byte[Math.multiplyExact(values.length, TensorType.I32.bytes())];
    ByteBuffer buffer = littleEndian(data);
    for (int value : values) {
      buffer.putInt(value);
    }
    return new Tensor(name, TensorType.I32, shape, data);
  }

  private static ByteBuffer littleEndian(byte[] data) {
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Number of entries. */
  public int size() {
    return data.length / type.bytes();
  }

  /** All entries, converted exactly; 64-bit integers may be rounded. */
  public double[] toDoubles() {
    ByteBuffer buffer = littleEndian(data);
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case F64 -> buffer.getDouble();
            case F32 -> buffer.getFloat();
            case F16 -> halfToDouble(buffer.getShort());
            case BF16 -> Float.intBitsToFloat(buffer.getShort() << 16);
            case I64 -> buffer.getLong();
            case I32 -> buffer.getInt();
            case I16 -> buffer.getShort();
            case I8 -> buffer.get();
            case U8 -> buffer.get() & 0xFF;
          };
    }
    return values;
  }

  /**
   * All entries of an {@link TensorType#I32} tensor.
   *
   * @throws IllegalStateException if it is of another type
   */
  public int[] toInts() {
    if (type != TensorType.I32) {
      throw new IllegalStateException("tensor '" + name + "' is " + type + ", not I32");
    }
    int[] values = new int[size()];
    littleEndian(data).asIntBuffer().get(values);
    return values;
  }

  /** IEEE 754 binary16 (section 3.6): 5 bits of exponent, 10 of fraction. */
  static double halfToDouble(short bits) {
    int exponent = (bits >> 10) & 0x1F;
    int fraction = bits & 0x3FF;
    double magnitude;
    if (exponent == 0x1F) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = fraction * 0x1p-24;
    } else {
      magnitude = Math.scalb(1 + fraction * 0x1p-10, exponent - 15);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
