package org.coinage.codec;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files with wrong content and right checksums, as only malice makes them. Coins and purses are
 * mended by what the reader says about them, so that nothing here knows their layout.
 */
final class Forgery {

  private static final Pattern CHECKSUM = Pattern.compile("has checksum |the checksum of .* is ");
  private static final Pattern COMPUTED = Pattern.compile("([0-9a-f]{1,8}), expected ");

  /** More checksums than a small file can hold. */
  private static final int MOST = 128;

  /** Magic and version come before the fingerprint. */
  private static final int FINGERPRINT = 5;

  private Forgery() {}

  /** A mint of any content, with right digests. */
  static byte[] seal(Map<String, String> metadata, List<Tensor> tensors) {
    Map<String, String> sealed = new TreeMap<>(metadata);
    Set<String> notIdentity = Set.of("sha256", "fingerprint", "provenance");
    sealed.put("fingerprint", hex(new Safetensors(sealed, tensors).digest(notIdentity)));
    sealed.put("sha256", hex(new Safetensors(sealed, tensors).digest(Set.of("sha256"))));
    return new Safetensors(sealed, tensors).toBytes();
  }

  /** The same coin or purse for a mint, its checksums as they are. */
  static byte[] stamp(byte[] bytes, Fingerprint mint) {
    byte[] stamped = bytes.clone();
    if (bytes.length >= FINGERPRINT + Long.BYTES) {
      ByteBuffer.wrap(stamped).putLong(FINGERPRINT, mint.bits());
    }
    return stamped;
  }

  /** The same coin with right checksums, as far as it can be read. */
  static byte[] mendCoin(byte[] bytes) {
    byte[] mended = bytes.clone();
    for (int i = 0; i < MOST; i++) {
      try {
        CoinFile.parse(mended, "x", Limits.DEFAULT);
        return mended;
      } catch (CodecException e) {
        if (!mend(mended, e, e.offset())) {
          return mended;
        }
      }
    }
    return mended;
  }

  /** The same purse with right checksums, as far as it can be read. */
  static byte[] mendPurse(byte[] bytes) {
    byte[] mended = bytes.clone();
    for (int i = 0; i < MOST; i++) {
      try {
        PurseFile purse = PurseFile.parse(mended, "x", Limits.DEFAULT);
        for (int block = 0; block < Math.min(MOST, purse.blocks()); block++) {
          mendBlock(mended, purse, block);
        }
        return mended;
      } catch (CodecException e) {
        if (!mend(mended, e, e.offset())) {
          return mended;
        }
      }
    }
    return mended;
  }

  private static void mendBlock(byte[] bytes, PurseFile purse, int block) {
    try {
      purse.code(block);
    } catch (CodecException e) {
      mend(bytes, e, purse.offsetOf(block) + (long) purse.lengthOf(block));
    }
  }

  /** Writes the checksum that an error asks for; false where it complains about something else. */
  private static boolean mend(byte[] bytes, CodecException error, long at) {
    Matcher computed = COMPUTED.matcher(error.getMessage());
    if (!CHECKSUM.matcher(error.getMessage()).find() || !computed.find()) {
      return false;
    }
    ByteBuffer.wrap(bytes).putInt((int) at, Integer.parseUnsignedInt(computed.group(1), 16));
    return true;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
