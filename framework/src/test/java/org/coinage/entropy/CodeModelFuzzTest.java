package org.coinage.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any integers as tables, any bytes as a stream: symbols, or an {@link EntropyException}. An input
 * is a number of signals, rows and columns of their patches, a number of integers, the integers,
 * and the stream.
 */
class CodeModelFuzzTest {

  private static final int HEAD = 4;

  /** More symbols would measure patience. */
  private static final int MOST_SYMBOLS = 1 << 12;

  static Stream<byte[]> tables() {
    int[][] codes = {{5, 1, -9}, {5, 2, 44}, {5, 2, 0}, {5, 3, 1000}};
    CodeModel each = CodeModelFit.perDimension(codes);
    CodeModel shared = CodeModelFit.coinPlusPlus(new int[][] {{0, 3, 1}, {2, 2, 7}}, 8);
    CodeModel escaping =
        CodeModel.shared(
            2, FrequencyTable.ofWeights(Integer.MAX_VALUE - 1, new double[] {1, 1}, 2));
    List<PictureCodes> pictures = RandomPictures.of(1, 12, 5, 5);
    CodeModel plain = CodeModelFit.perDimension(RandomPictures.codes(pictures));
    CodeModel context = new ContextFit(3, true, 2).fit(plain, pictures);
    return Stream.of(
        input(context, 1, new byte[] {1, 2, 3, 4, 5}),
        input(context.adapting(2), 2, new byte[] {9, 8, 7, 6}),
        input(each.adapting(100), 2, each.adapting(100).encodeAll(List.of(codes[0], codes[3]))),
        input(each, 2, each.encodeAll(List.of(codes[0], codes[3]))),
        input(shared, 1, shared.encode(2, 9, 1)),
        input(escaping, 1, escaping.encode(-7, Integer.MIN_VALUE)));
  }

  private static byte[] input(CodeModel model, int count, byte[] stream) {
    int[] ints = model.toInts();
    ByteBuffer input = ByteBuffer.allocate(HEAD + 4 * ints.length + stream.length);
    byte patches = (byte) (model.hasContext() ? 0x12 : 0);
    input.put((byte) count).put(patches).putShort((short) ints.length);
    for (int value : ints) {
      input.putInt(value);
    }
    return input.put(stream).array();
  }

  @MethodSource("tables")
  @FuzzTest(maxDuration = "20m")
  void tables(byte[] input) {
    if (input.length < HEAD) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(input);
    int count = in.get() & 0xFF;
    int patches = in.get();
    PatchGrid grid = PatchGrid.of(1 + (patches >> 4 & 15), 1 + (patches & 15));
    int length = Math.min(in.getShort() & 0xFFFF, in.remaining() / 4);
    IntBuffer stored = in.asIntBuffer().limit(length);
    int[] ints = new int[length];
    stored.get(ints);
    in.position(HEAD + 4 * length);
    byte[] stream = new byte[in.remaining()];
    in.get(stream);
    try {
      CodeModel model = CodeModel.fromInts(ints);
      if ((long) count * grid.count() * model.dimension() <= MOST_SYMBOLS) {
        requireStable(model, stream, count * grid.count(), grid);
      }
    } catch (EntropyException expected) {
      assertThat(expected).hasMessageMatching("(code model|table|coded stream).*");
    }
  }

  /** What decodes, encodes to something that decodes to the same. */
  private static void requireStable(CodeModel model, byte[] stream, int count, PatchGrid grid) {
    List<int[]> codes = model.decodeAll(stream, 0, stream.length, count, grid);
    byte[] again = model.encodeAll(codes, grid);
    List<int[]> back = model.decodeAll(again, 0, again.length, count, grid);
    for (int i = 0; i < count; i++) {
      assertThat(back.get(i)).isEqualTo(codes.get(i));
    }
    assertThat(CodeModel.fromInts(model.toInts())).isEqualTo(model);
  }
}
