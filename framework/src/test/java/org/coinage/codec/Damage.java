package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;

/** What may happen to a file, and what a reader may do about it. */
final class Damage {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Damage() {}

  /** Reads a file to its end. */
  interface Reader {
    void read(byte[] bytes) throws CodecException;
  }

  /** Every proper prefix is refused as truncated. */
  static void truncated(byte[] bytes, Reader reader) {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> reader.read(cut))
          .as("first %s bytes", length)
          .isInstanceOfAny(CodecException.Truncated.class, CodecException.Foreign.class);
    }
  }

  /** Every single flipped bit is found. */
  static void flipped(byte[] bytes, int stride, Reader reader) {
    for (int bit = 0; bit < 8 * bytes.length; bit += stride) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      requireFound(flipped, reader, "flipped bit " + bit);
    }
  }

  private static void requireFound(byte[] bytes, Reader reader, String what) {
    try {
      reader.read(bytes);
    } catch (CodecException expected) {
      return;
    } catch (RuntimeException | Error e) {
      fail(what + " gives an untyped failure", e);
    }
    fail(what + " goes unseen");
  }

  /** Bytes overwritten, deleted, inserted, and halves swapped: all found. */
  static void random(byte[] bytes, int rounds, Reader reader) {
    RandomGenerator random = SeedTree.root(7).child("damage").generator();
    for (int round = 0; round < rounds; round++) {
      byte[] damaged = damage(bytes, random);
      if (!Arrays.equals(damaged, bytes)) {
        requireFound(damaged, reader, "damage " + round);
      }
    }
  }

  private static byte[] damage(byte[] bytes, RandomGenerator random) {
    int at = random.nextInt(bytes.length);
    int count = 1 + random.nextInt(16);
    byte[] noise = new byte[count];
    random.nextBytes(noise);
    byte[] head = Arrays.copyOf(bytes, at);
    return switch (random.nextInt(4)) {
      case 0 ->
          join(
              head,
              noise,
              Arrays.copyOfRange(bytes, Math.min(bytes.length, at + count), bytes.length));
      case 1 ->
          join(
              head,
              new byte[0],
              Arrays.copyOfRange(bytes, Math.min(bytes.length, at + count), bytes.length));
      case 2 -> join(head, noise, Arrays.copyOfRange(bytes, at, bytes.length));
      default -> join(Arrays.copyOfRange(bytes, at, bytes.length), head, new byte[0]);
    };
  }

  static byte[] join(byte[]... parts) {
    ByteWriter out = new ByteWriter();
    for (byte[] part : parts) {
      out.bytes(part);
    }
    return out.toBytes();
  }

  /**
   * Reading ends well or in a {@link CodecException}, and allocates little: measured again where it
   * was much, as the first time may have loaded classes.
   */
  static void harmless(byte[] bytes, long allowedBytes, Reader reader) {
    long used = allocated(bytes, reader);
    if (used >= allowedBytes) {
      used = allocated(bytes, reader);
    }
    if (used >= allowedBytes) {
      fail("%s bytes allocated, at most %s allowed, for %s", used, allowedBytes, start(bytes));
    }
  }

  private static long allocated(byte[] bytes, Reader reader) {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    ends(bytes, reader);
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  private static String start(byte... bytes) {
    return HexFormat.of().formatHex(bytes, 0, Math.min(64, bytes.length));
  }

  /** Reading ends well or in a {@link CodecException} of one line that says where. */
  static void ends(byte[] bytes, Reader reader) {
    try {
      reader.read(bytes);
    } catch (CodecException expected) {
      assertThat(expected.getMessage()).contains(" @ byte ").doesNotContain("\n");
    } catch (RuntimeException | Error e) {
      fail("untyped failure for " + start(bytes), e);
    }
  }
}
