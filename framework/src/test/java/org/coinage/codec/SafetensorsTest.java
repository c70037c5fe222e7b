package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

  private static Safetensors sample() {
    return new Safetensors(
        Map.of("b", "ü\n\"quoted\"", "a", "1"),
        List.of(
            Tensor.ofInts("ints", List.of(3), new int[] {1, -2, Integer.MIN_VALUE}),
            Tensor.ofFloats("floats", List.of(2, 2), new double[] {0.1, -0.0, 1e30, 3}),
            Tensor.ofDoubles("doubles", List.of(1), new double[] {0.1}),
            new Tensor("bits", TensorType.U8, List.of(3), new byte[] {1, 2, (byte) 255}),
            Tensor.ofFloats("scalar", List.of(), new double[] {7})));
  }

  private static byte[] file(String header, int data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  private static Safetensors parse(byte[] bytes) throws CodecException {
    return Safetensors.parse(bytes, "x", Limits.DEFAULT);
  }

  @Test
  void whatIsWrittenIsReadBack() throws CodecException {
    Safetensors read = parse(sample().toBytes());
    assertThat(read.metadata()).isEqualTo(sample().metadata());
    assertThat(read.tensors().keySet()).isEqualTo(sample().tensors().keySet());
    assertThat(read.tensors().get("doubles").toDoubles()).containsExactly(0.1);
    assertThat(read.tensors().get("floats").toDoubles()).containsExactly(0.1f, -0.0, 1e30f, 3);
    assertThat(read.tensors().get("ints").toInts()).containsExactly(1, -2, Integer.MIN_VALUE);
    assertThat(read.tensors().get("bits").toDoubles()).containsExactly(1, 2, 255);
    assertThat(read.tensors().get("scalar").shape()).isEmpty();
    assertThat(read.toBytes()).isEqualTo(sample().toBytes());
  }

  @Test
  void headerAndTensorsAreAligned() {
    byte[] bytes = sample().toBytes();
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(header % 8).isZero();
    String text = new String(bytes, 8, (int) header, StandardCharsets.UTF_8);
    assertThat(text.indexOf("\"doubles\"")).isLessThan(text.indexOf("\"floats\""));
    assertThat(text.indexOf("\"scalar\"")).isLessThan(text.indexOf("\"bits\""));
  }

  /** The example in the format's own documentation, completed to a whole file. */
  @Test
  void readsWhatOthersWrite() throws CodecException {
    byte[] bytes =
        file(
            "{\"TENSOR\":{\"dtype\":\"F16\",\"shape\":[1,2],\"data_offsets\":[0,4]},"
                + "\"__metadata__\":{\"format\":\"pt\"}}",
            4);
    bytes[bytes.length - 4] = 0x00;
    bytes[bytes.length - 3] = 0x3C;
    bytes[bytes.length - 2] = (byte) 0xFF;
    bytes[bytes.length - 1] = (byte) 0xFB;
    Safetensors read = parse(bytes);
    assertThat(read.tensors().get("TENSOR").toDoubles()).containsExactly(1, -65504);
    assertThat(read.metadata()).containsEntry("format", "pt");
  }

  /** IEEE 754-2019, table 3.5: smallest subnormal, smallest normal, infinity. */
  @ParameterizedTest
  @CsvSource({"1, 5.960464477539063E-8", "1024, 6.103515625E-5", "31744, Infinity", "0, 0"})
  void halvesConvertExactly(short bits, double value) {
    assertThat(Tensor.halfToDouble(bits)).isEqualTo(value);
    assertThat(Tensor.halfToDouble((short) (bits | 0x8000))).isEqualTo(-value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[1,9]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"more\":1}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"__metadata__\":{\"a\":1},\"a\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}} x",
        "{\"a\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,99999999999999999999]}}",
        "{\"a\":[]}",
        "{\"a\"",
        "{}",
      })
  void whatTheFormatForbidsIsCorrupt(String header) {
    assertThatThrownBy(() -> parse(file(header, 8)))
        .isInstanceOf(CodecException.Corrupt.class)
        .hasMessageMatching("(?s)x @ byte \\d+: .*");
  }

  @Test
  void shapesThatOverflowExceedTheLimit() {
    for (String shape : List.of("2147483648", "65536,65536,65536,65536", "300000000")) {
      String header =
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[" + shape + "],\"data_offsets\":[0,8]}}";
      assertThatThrownBy(() -> parse(file(header, 8)))
          .isInstanceOf(CodecException.LimitExceeded.class)
          .hasMessageContaining("elements is 268435456");
    }
  }

  @Test
  void anythingElseIsForeign() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0};
    assertThatThrownBy(() -> parse(png))
        .isInstanceOf(CodecException.Foreign.class)
        .hasMessageContaining("a PNG image");
  }

  @Test
  void cutAnywhereItIsTruncated() {
    byte[] bytes = sample().toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> parse(cut)).isInstanceOf(CodecException.Truncated.class);
    }
  }

  @Test
  void flippedBitsEndInCodecExceptionsOrOtherContent() {
    byte[] bytes = sample().toBytes();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(parse(flipped).digest(Set.of())).isNotEqualTo(sample().digest(Set.of()));
      } catch (CodecException expected) {
        assertThat(expected.file()).isEqualTo("x");
      } catch (RuntimeException e) {
        fail("bit " + bit, e);
      }
    }
  }
}
