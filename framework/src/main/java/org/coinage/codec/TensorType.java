package org.coinage.codec;

/** Element types of safetensors that Coinage reads; all little-endian. */
public enum TensorType {
  /** IEEE binary64. */
  F64(8),
  /** IEEE binary32. */
  F32(4),
  /** IEEE binary16. */
  F16(2),
  /** bfloat16: the upper half of a binary32. */
  BF16(2),
  /** Signed 64-bit integer. */
  I64(8),
  /** Signed 32-bit integer. */
  I32(4),
  /** Signed 16-bit integer. */
  I16(2),
  /** Signed 8-bit integer. */
  I8(1),
  /** Unsigned 8-bit integer; also packed bits. */
  U8(1);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one entry. */
  public int bytes() {
    return bytes;
  }

  /** Whether entries are floating-point numbers. */
  public boolean isFloat() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }
}
