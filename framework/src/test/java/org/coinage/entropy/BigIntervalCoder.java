package org.coinage.entropy;

import java.math.BigInteger;

/**
 * The package's stream from its definition: one exact interval of unbounded integers, no carry, no
 * bytes until the end.
 */
final class BigIntervalCoder {

  private BigInteger low = BigInteger.ZERO;
  private BigInteger range = BigInteger.ONE.shiftLeft(48);
  private int bytes;

  void encode(int start, int frequency, int precision) {
    BigInteger share = range.shiftRight(precision);
    low = low.add(share.multiply(BigInteger.valueOf(start)));
    range = share.multiply(BigInteger.valueOf(frequency));
    while (range.bitLength() <= 40) {
      low = low.shiftLeft(8);
      range = range.shiftLeft(8);
      bytes++;
    }
  }

  byte[] finish() {
    for (int zeroBits = 48; ; zeroBits -= 8) {
      BigInteger unit = BigInteger.ONE.shiftLeft(zeroBits);
      BigInteger candidate = low.add(unit).subtract(BigInteger.ONE).divide(unit).multiply(unit);
      if (candidate.compareTo(low.add(range)) < 0) {
        int total = bytes + 6;
        byte[] out = new byte[total];
        for (int i = 0; i < total; i++) {
          out[i] = candidate.shiftRight(8 * (total - 1 - i)).byteValue();
        }
        int length = total;
        while (length > 0 && out[length - 1] == 0) {
          length--;
        }
        return java.util.Arrays.copyOf(out, length);
      }
    }
  }
}
