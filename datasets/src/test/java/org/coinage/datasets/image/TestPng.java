package org.coinage.datasets.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files byte by byte, independently of ImageIO, so that what is in them is known. */
final class TestPng {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  TestPng(int width, int height, int bitDepth, int colourType) {
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    chunk("IHDR", header.put((byte) bitDepth).put((byte) colourType).array());
  }

  TestPng chunk(String type, byte... data) {
    byte[] tagged = new byte[4 + data.length];
    System.arraycopy(type.getBytes(StandardCharsets.US_ASCII), 0, tagged, 0, 4);
    System.arraycopy(data, 0, tagged, 4, data.length);
    CRC32 crc = new CRC32();
    crc.update(tagged);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(tagged);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    return this;
  }

  /** The file with its rows, each given as packed bytes without the filter byte. */
  byte[] rows(int[]... rows) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    for (int[] row : rows) {
      raw.write(0);
      for (int value : row) {
        raw.write(value);
      }
    }
    Deflater deflater = new Deflater();
    deflater.setInput(raw.toByteArray());
    deflater.finish();
    byte[] packed = new byte[raw.size() + 100];
    int length = deflater.deflate(packed);
    deflater.end();
    chunk("IDAT", Arrays.copyOf(packed, length));
    return chunk("IEND").out.toByteArray();
  }
}
