package org.coinage.datasets.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.coinage.datasets.DatasetException;

/**
 * Walks the chunks of a PNG file (ISO/IEC 15948) and checks their checksums, which ImageIO does
 * not.
 */
final class PngStructure {

  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private PngStructure() {}

  static boolean recognises(byte[] bytes) {
    return bytes.length >= SIGNATURE.length
        && Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  static ImageHeader check(Path file, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).position(SIGNATURE.length);
    ImageHeader header = null;
    while (true) {
      if (in.remaining() < 12) {
        throw new DatasetException.Format(file, "ends within a PNG chunk (cut short?)");
      }
      int at = in.position();
      int length = in.getInt();
      String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (length < 0 || length > in.remaining() - 8) {
        throw new DatasetException.Format(
            file,
            "its PNG chunk "
                + printable(type)
                + " at byte "
                + at
                + " declares "
                + (length & 0xffffffffL)
                + " bytes, fewer follow (cut short?)");
      }
      CRC32 crc = new CRC32();
      crc.update(bytes, at + 4, length + 4);
      if ((int) crc.getValue() != in.getInt(at + 8 + length)) {
        throw new DatasetException.Format(
            file, "the checksum of its PNG chunk " + printable(type) + " is wrong (damaged?)");
      }
      if (header == null) {
        if (!type.equals("IHDR") || length != 13) {
          throw new DatasetException.Format(file, "does not begin with a PNG header");
        }
        header = new ImageHeader("png", in.getInt(at + 8), in.getInt(at + 12), Orientation.UPRIGHT);
      }
      if (type.equals("IEND")) {
        return header;
      }
      in.position(at + 12 + length);
    }
  }

  private static String printable(String type) {
    return type.matches("[A-Za-z]{4}") ? type : "of unknown type";
  }
}
