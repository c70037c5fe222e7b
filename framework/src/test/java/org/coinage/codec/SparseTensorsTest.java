package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.coinage.field.Parameters;
import org.coinage.field.PositionalEncoding;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class SparseTensorsTest {

  static final Mint DENSE =
      TinyMints.mint("latent-shift", new PositionalEncoding(8, 1.4), Optional.empty());

  /** The same with nine of ten numbers of every tensor zero. */
  static Mint sparse() {
    Parameters theta = DENSE.parameters().copy();
    RandomGenerator random = SeedTree.root(1).generator();
    for (var tensor : theta.layout().tensors()) {
      double[] values = theta.tensor(tensor.name());
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextDouble() < 0.9 ? 0 : i % 7 == 0 ? -0.0 : values[i];
      }
    }
    return new Mint(
        DENSE.architecture(),
        DENSE.modulation(),
        theta,
        DENSE.frame(),
        DENSE.modality(),
        DENSE.patch(),
        DENSE.normalisation(),
        DENSE.innerLoop(),
        DENSE.codebooks(),
        DENSE.provenance());
  }

  private static Mint parse(byte[] bytes) throws CodecException {
    return MintFile.parse(bytes, "x.mint", Limits.DEFAULT);
  }

  @Test
  void aMintOfZerosIsSmallAndComesBackBitForBit() throws CodecException {
    Mint mint = sparse();
    byte[] bytes = MintFile.toBytes(mint);
    Mint read = parse(bytes);
    assertThat(bytes.length).isLessThan(MintFile.toBytes(DENSE).length);
    assertThat(read.parameters().flatten()).isEqualTo(mint.parameters().flatten());
    assertThat(MintFile.toBytes(read)).isEqualTo(bytes);
    assertThat(Safetensors.parse(bytes, "x", Limits.DEFAULT).metadata())
        .containsEntry("version", "3");
  }

  /** What a quantizer knows of weights that were pruned. */
  @Test
  void binary64TensorsArePackedToo() throws CodecException {
    double[] means = new double[2000];
    for (int i = 0; i < means.length; i += 10) {
      means[i] = 1.0 / (i + 1);
    }
    means[5] = -0.0;
    Tensor mean = Tensor.ofDoubles("mean", List.of(2000), means);
    Safetensors alone = new Safetensors(Map.of(), List.of(mean));
    assertThat(SparseTensors.pack(alone)).isSameAs(alone);
    Safetensors content =
        new Safetensors(Map.of(), List.of(mean, Tensor.ofFloats("weights", List.of(2000), means)));
    Safetensors packed = SparseTensors.pack(content);
    assertThat(packed.toBytes().length).isLessThan(200 * 12 + 800);
    Tensor read = SparseTensors.unpack(packed, "x", Limits.DEFAULT).tensors().get("mean");
    assertThat(read.type()).isEqualTo(TensorType.F64);
    assertThat(read.toDoubles()).isEqualTo(means);
  }

  /** Coins name their mint by it. */
  @Test
  void theFingerprintDoesNotDependOnHowTheFileHoldsAMint() throws CodecException {
    Mint mint = sparse();
    assertThat(parse(MintFile.toBytes(mint)).fingerprint()).isEqualTo(mint.fingerprint());
  }

  @Test
  void whatIsMostlyNotZeroIsHeldAsItIs() throws CodecException {
    Safetensors file = Safetensors.parse(MintFile.toBytes(DENSE), "x", Limits.DEFAULT);
    assertThat(file.metadata()).doesNotContainKey(SparseTensors.KEY);
    assertThat(file.metadata().get("version")).isIn("1", "2");
  }

  /** The sparse mint's file but for one metadata value, with its digest made right again. */
  private static byte[] forged(String key, UnaryOperator<String> change) throws CodecException {
    Safetensors content = Safetensors.parse(MintFile.toBytes(sparse()), "x", Limits.DEFAULT);
    Map<String, String> metadata = new TreeMap<>(content.metadata());
    metadata.computeIfPresent(key, (name, old) -> change.apply(old));
    Safetensors forged = new Safetensors(metadata, content.tensors().values());
    byte[] digest = forged.digest(Set.of("sha256"));
    return forged.with("sha256", HexFormat.of().formatHex(digest)).toBytes();
  }

  @Test
  void damagedPartsAreRefusedByName() {
    assertThatThrownBy(() -> parse(forged(SparseTensors.KEY, old -> null)))
        .isInstanceOf(CodecException.Corrupt.class)
        .hasMessageContaining("'sparse' is missing");
    assertThatThrownBy(
            () -> parse(forged(SparseTensors.KEY, old -> old.replaceFirst(":\"", ":\"no-"))))
        .isInstanceOf(CodecException.Corrupt.class)
        .hasMessageContaining("needs the tensor 'no-");
    assertThatThrownBy(
            () ->
                parse(forged(SparseTensors.KEY, old -> old.replaceFirst("\\[\\d+", "[2000000000"))))
        .isInstanceOf(CodecException.Corrupt.class)
        .hasMessageContaining("shape");
    assertThatThrownBy(
            () -> parse(forged(SparseTensors.KEY, old -> old.replaceFirst("\\[\\d", "[7"))))
        .isInstanceOf(CodecException.Corrupt.class);
    assertThatThrownBy(
            () ->
                parse(
                    forged(
                        SparseTensors.KEY,
                        old -> "[" + old.substring(1, old.length() - 1) + "," + old.substring(1))))
        .isInstanceOf(CodecException.Corrupt.class)
        .hasMessageContaining("there already");
  }

  @Test
  void anyFlippedBitIsFound() {
    byte[] bytes = MintFile.toBytes(sparse());
    for (int at = 0; at < bytes.length; at += 7) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      assertThatThrownBy(() -> parse(damaged)).isInstanceOf(CodecException.class);
    }
  }
}
