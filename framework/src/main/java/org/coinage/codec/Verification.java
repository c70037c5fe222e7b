package org.coinage.codec;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Samples;

/**
 * A full check of a coin or purse, as {@code flac -t}: every checksum, every symbol, every sample
 * decoded and thrown away, and the SHA-256 of the samples where the coin carries one.
 *
 * @param coins number of coins that decode
 * @param sha256 of the decoded samples, in hexadecimal; of a purse, of the digests of its coins
 * @param compared whether the coin carries a digest, and so the samples were compared
 */
public record Verification(int coins, String sha256, boolean compared) {

  /**
   * Verifies a coin or purse.
   *
   * @throws CodecException on the first thing that is wrong
   */
  public static Verification of(Path path, Mint mint, OrderedMap workers, Limits limits)
      throws IOException {
    String name = path.toString();
    byte[] bytes = FileBytes.read(path, limits);
    Decoder decoder = new Decoder(mint, workers, limits);
    return switch (FileKind.of(bytes)) {
      case PURSE -> of(PurseFile.parse(bytes, name, limits), decoder);
      case COIN -> of(CoinFile.parse(bytes, name, limits), decoder);
      case MINT, OTHER ->
          throw new CodecException.Foreign(name, "coin or purse", FileKind.describe(bytes));
    };
  }

  /** Verifies a coin. */
  public static Verification of(CoinFile coin, Decoder decoder) throws CodecException {
    byte[] digest = Decoder.digest(decoder.decode(coin));
    Optional<byte[]> expected = coin.digest();
    if (expected.isPresent() && !MessageDigest.isEqual(digest, expected.get())) {
      throw new CodecException.Corrupt(
          coin.name(),
          0,
          "the samples have SHA-256 "
              + HexFormat.of().formatHex(digest)
              + ", expected "
              + HexFormat.of().formatHex(expected.get()));
    }
    return new Verification(1, HexFormat.of().formatHex(digest), expected.isPresent());
  }

  /** Verifies a purse block by block. */
  public static Verification of(PurseFile purse, Decoder decoder) throws CodecException {
    MessageDigest all = Safetensors.sha256();
    for (int block = 0; block < purse.blocks(); block++) {
      List<Samples> decoded = decoder.decodeBlock(purse, block);
      decoded.forEach(samples -> all.update(Decoder.digest(samples)));
    }
    return new Verification(purse.coins(), HexFormat.of().formatHex(all.digest()), false);
  }
}
