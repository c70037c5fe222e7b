package org.coinage.datasets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/**
 * The fingerprint of a data set, computed when first asked for and then kept. Thread-safe.
 *
 * <p>Of samples it covers, for each in order: the rank, the extents, the number of channels (32-bit
 * integers) and the values (32-bit floats), all big-endian. So a set has one fingerprint however
 * its files are packed.
 */
public final class Fingerprint {

  private final SampleSet set;
  private String value;

  private Fingerprint(SampleSet set) {
    this.set = set;
  }

  /** The fingerprint of the samples of a set, none of which is read yet. */
  public static Fingerprint ofSamples(SampleSet set) {
    return new Fingerprint(set);
  }

  /** The fingerprint a set of these samples has. */
  public static String of(List<Samples> samples) {
    MessageDigest digest = sha256();
    samples.forEach(each -> update(digest, each));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256 of a text in UTF-8: for sets that follow from a recipe. */
  public static String ofRecipe(String recipe) {
    return HexFormat.of().formatHex(sha256().digest(recipe.getBytes(StandardCharsets.UTF_8)));
  }

  /** A fresh SHA-256, which every JVM has. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM lacks SHA-256, which every JVM must have", e);
    }
  }

  /** 64 lower-case hexadecimal digits; the first call reads the whole set. */
  public synchronized String value() {
    if (value == null) {
      MessageDigest digest = sha256();
      for (int i = 0; i < set.size(); i++) {
        update(digest, set.get(i));
      }
      value = HexFormat.of().formatHex(digest.digest());
    }
    return value;
  }

  private static void update(MessageDigest digest, Samples samples) {
    GridShape shape = samples.shape();
    ByteBuffer header = ByteBuffer.allocate(4 * (shape.rank() + 2)).putInt(shape.rank());
    for (int axis = 0; axis < shape.rank(); axis++) {
      header.putInt(shape.extent(axis));
    }
    digest.update(header.putInt(samples.channels()).flip());
    ByteBuffer block = ByteBuffer.allocate(4 * 4096);
    for (float sample : samples.values()) {
      if (!block.hasRemaining()) {
        digest.update(block.flip());
        block.clear();
      }
      block.putFloat(sample);
    }
    digest.update(block.flip());
  }
}
