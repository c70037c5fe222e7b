package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.FrequencyTable;
import org.coinage.entropy.SymbolTable;
import org.coinage.field.Parameters;
import org.coinage.field.PositionalEncoding;
import org.coinage.fitting.InnerGates;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizeKind;
import org.coinage.modulation.GatedCodes;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.quantization.Runs;
import org.coinage.quantization.SymmetricQuantizer;
import org.coinage.quantization.UniformQuantizer;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.quantization.Whitening;
import org.coinage.signal.GridShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MintFileTest {

  private static final Mint MINT = TinyMints.mint();

  private static Mint parse(byte[] bytes) throws CodecException {
    return MintFile.parse(bytes, "x.mint", Limits.DEFAULT);
  }

  /** The same content but for one metadata value, with digests made right again. */
  private static byte[] forged(String key, UnaryOperator<String> change) throws CodecException {
    Safetensors content = Safetensors.parse(MintFile.toBytes(MINT), "x", Limits.DEFAULT);
    Map<String, String> metadata = new TreeMap<>(content.metadata());
    metadata.merge(key, "", (old, none) -> change.apply(old));
    return Forgery.seal(metadata, List.copyOf(content.tensors().values()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latent-shift",
        "latent-scale",
        "latent-shift-scale",
        "latent-mlp",
        "direct-shift",
        "direct-shift-scale",
        "full-weights",
        "surviving-weights"
      })
  void everySpaceIsReadBackAsItWas(String kind) throws CodecException {
    Mint mint =
        TinyMints.mint(kind, new PositionalEncoding(2, 1.4), Optional.of(GridShape.of(8, 8)))
            .withCodebooks(List.of());
    Mint read = parse(MintFile.toBytes(mint));
    assertThat(read.architecture()).isEqualTo(mint.architecture());
    assertThat(read.modulation()).isEqualTo(mint.modulation());
    assertThat(read.parameters().flatten()).isEqualTo(mint.parameters().flatten());
    assertThat(read.patch()).isEqualTo(mint.patch());
    assertThat(read.provenance()).isEqualTo(mint.provenance());
    assertThat(MintFile.toBytes(read)).isEqualTo(MintFile.toBytes(mint));
  }

  @Test
  void quantizersAndTablesAreReadBackExactly() throws CodecException {
    Mint read = parse(MintFile.toBytes(MINT));
    for (int i = 0; i < 2; i++) {
      Codebook before = MINT.codebooks().get(i);
      Codebook after = read.codebooks().get(i);
      assertThat(after.model()).isEqualTo(before.model());
      for (int[] symbols : TinyMints.symbols(MINT, i, 20, 5)) {
        assertThat(after.quantizer().dequantize(symbols))
            .isEqualTo(before.quantizer().dequantize(symbols));
      }
    }
  }

  /** Of weights by the ten thousand no matrix is stored, and a step only once per tensor. */
  @Test
  void quantizersOfWeightTensorsAreStoredByTheTensor() throws CodecException {
    Mint bare = TinyMints.mint("full-weights", PositionalEncoding.NONE, Optional.empty());
    Runs tensors = Runs.of(bare.space().codeTensors());
    double[] steps = new double[tensors.count()];
    Arrays.setAll(steps, i -> 0.1 + 0.01 * i);
    double[] mean = new double[tensors.dimension()];
    Arrays.setAll(mean, i -> 1e-3 * i);
    double[] expanded = tensors.expand(steps);
    List<CodeQuantizer> quantizers =
        List.of(
            new WhitenedQuantizer(
                Whitening.diagonal(expanded, mean), new double[mean.length], expanded),
            new SymmetricQuantizer(tensors, steps, 7));
    List<SymbolTable> tables =
        tensors.lengths().stream()
            .<SymbolTable>map(n -> FrequencyTable.ofWeights(-4, new double[] {1, n, 1}, 0.1))
            .toList();
    CodeModel model = CodeModel.perRun(tables, tensors.toArray());
    List<Codebook> codebooks =
        List.of(
            new Codebook("diagonal", quantizers.get(0), model),
            new Codebook("symmetric", quantizers.get(1), model));
    Mint mint = bare.withCodebooks(codebooks);

    byte[] bytes = MintFile.toBytes(mint);
    Mint read = parse(bytes);

    assertThat(MintFile.toBytes(read)).isEqualTo(bytes);
    int[] symbols = new int[tensors.dimension()];
    Arrays.setAll(symbols, i -> i % 5 - 2);
    for (int i = 0; i < 2; i++) {
      assertThat(read.codebooks().get(i).model()).isEqualTo(model);
      assertThat(read.codebooks().get(i).quantizer().dequantize(symbols))
          .isEqualTo(quantizers.get(i).dequantize(symbols));
    }
    int without = MintFile.toBytes(bare.withCodebooks(List.of())).length;
    assertThat(bytes.length - without).isLessThan(8 * tensors.dimension() + 4000);
  }

  @Test
  void runsThatDoNotCoverACodeAreCorrupt() throws CodecException {
    Safetensors content = Safetensors.parse(MintFile.toBytes(MINT), "x", Limits.DEFAULT);
    for (int length : new int[] {0, -1, 2, Integer.MAX_VALUE}) {
      List<Tensor> tensors = new ArrayList<>();
      for (Tensor tensor : content.tensors().values()) {
        if (tensor.name().endsWith("runs")) {
          int[] runs = tensor.toInts();
          runs[0] = length;
          tensors.add(Tensor.ofInts(tensor.name(), tensor.shape(), runs));
        } else {
          tensors.add(tensor);
        }
      }
      byte[] bytes = Forgery.seal(new TreeMap<>(content.metadata()), tensors);
      assertThatThrownBy(() -> parse(bytes)).isInstanceOf(CodecException.Corrupt.class);
    }
  }

  @Test
  void whereTheInnerLoopsGatesStartIsPartOfItAndAsksForVersion2() throws CodecException {
    InnerLoopSettings loop =
        new InnerLoopSettings(
            3, 1e-2, StepSizeKind.PER_DIMENSION, Optional.of(new InnerGates(0.3, 0.5, 0.01)));
    Parameters theta =
        MINT.parameters().widen(Mint.layout(MINT.architecture(), MINT.modulation(), loop));
    theta.tensor(GatedCodes.TENSOR)[1] = -0.75;
    Mint mint = Mint.ofImages(MINT.architecture(), MINT.modulation(), theta, loop);
    byte[] bytes = MintFile.toBytes(mint);
    Mint read = parse(bytes);
    assertThat(read.innerLoop()).isEqualTo(loop);
    assertThat(read.parameters().tensor(GatedCodes.TENSOR)[1]).isEqualTo(-0.75);
    assertThat(read.stepSizes().at(read.parameters(), 0)).hasSize(3 * TinyMints.LATENT);
    assertThat(Safetensors.parse(bytes, "x", Limits.DEFAULT).metadata())
        .containsEntry("version", "2");
    assertThat(MintFile.toBytes(read)).isEqualTo(bytes);
  }

  @Test
  void learnedStepSizesAndNormalisationArePartOfIt() throws CodecException {
    InnerLoopSettings loop = new InnerLoopSettings(3, 1e-2, StepSizeKind.PER_DIMENSION);
    Parameters theta =
        MINT.parameters().widen(Mint.layout(MINT.architecture(), MINT.modulation(), loop));
    theta.tensor("inner.step_size")[2] = 0.5;
    Mint mint =
        new Mint(
            MINT.architecture(),
            MINT.modulation(),
            theta,
            MINT.frame(),
            Modality.VIDEO,
            Optional.empty(),
            new Normalisation(
                List.of(0.1, 0.2, 0.3), List.of(1.0, Double.parseDouble("2e23"), 1e-3)),
            loop,
            List.of(),
            Map.of());
    Mint read = parse(MintFile.toBytes(mint));
    assertThat(read.stepSizes().at(read.parameters(), 0)[2]).isEqualTo(0.5);
    assertThat(read.normalisation()).isEqualTo(mint.normalisation());
    assertThat(read.fingerprint()).isEqualTo(mint.fingerprint());
  }

  @Test
  void parametersAreRoundedToBinary32OnTheWayIn() {
    Parameters theta = MINT.parameters().copy();
    theta.tensor(0)[0] = 0.1;
    Mint mint = Mint.ofImages(MINT.architecture(), MINT.modulation(), theta, MINT.innerLoop());
    assertThat(mint.parameters().tensor(0)[0]).isEqualTo(0.1f);
    theta.tensor(0)[0] = 1e300;
    assertThatThrownBy(
            () -> Mint.ofImages(MINT.architecture(), MINT.modulation(), theta, MINT.innerLoop()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("net.0.linear.weight");
  }

  @Test
  void theFingerprintIgnoresProvenanceAndNothingElse() {
    assertThat(MINT.withProvenance(Map.of("seed", "2")).fingerprint())
        .isEqualTo(MINT.fingerprint());
    assertThat(MINT.withCodebooks(MINT.codebooks().subList(0, 1)).fingerprint())
        .isNotEqualTo(MINT.fingerprint());
    assertThat(MINT.withPatch(GridShape.of(8, 8)).fingerprint()).isNotEqualTo(MINT.fingerprint());
  }

  /** Equal on every JVM: JDK 19 changed how doubles such as 2e23 are printed. */
  @Test
  void theFingerprintIsTheSameOnEveryJvm() {
    UniformQuantizer wide =
        new UniformQuantizer(TinyMints.LATENT, Double.parseDouble("2e23"), 1e-3, 3, 4);
    Codebook codebook = new Codebook("wide", wide, MINT.codebooks().get(0).model());
    assertThat(MINT.withCodebooks(List.of(codebook)).fingerprint().toString())
        .isEqualTo("011621cc3cdcccf4");
  }

  @Test
  void ratePointsShareTheirWhitening() {
    Codebook whitened = MINT.codebooks().get(1);
    int one = MintFile.toBytes(MINT.withCodebooks(List.of(whitened))).length;
    Codebook again = new Codebook("again", whitened.quantizer(), whitened.model());
    int two = MintFile.toBytes(MINT.withCodebooks(List.of(whitened, again))).length;
    assertThat(two - one).isLessThan(400);
  }

  @Test
  void cutAnywhereItIsTruncated() {
    byte[] bytes = MintFile.toBytes(MINT);
    for (int length = 0; length < bytes.length; length += 7) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> parse(cut)).isInstanceOf(CodecException.Truncated.class);
    }
  }

  @Test
  void everyFlippedBitIsFound() {
    byte[] bytes = MintFile.toBytes(MINT.withCodebooks(MINT.codebooks().subList(0, 1)));
    Damage.flipped(bytes, 3, MintFileTest::parse);
  }

  @Test
  void randomDamageIsFound() {
    Damage.random(MintFile.toBytes(MINT), 1000, MintFileTest::parse);
  }

  @Test
  void forgedSettingsAllocateLittleAndAreCorrupt() throws CodecException {
    byte[] honest = forged("architecture", text -> text);
    assertThat(parse(honest).fingerprint()).isEqualTo(MINT.fingerprint());
    for (String value :
        new String[] {"0", "-1", "17", "4096", "32768", "2147483647", "2147483648", "1e308"}) {
      for (String field : new String[] {"width", "layers", "channels", "coordinate_dim", "w0"}) {
        byte[] bytes =
            forged(
                "architecture",
                text ->
                    text.replaceFirst("\"" + field + "\":[0-9.]+", "\"" + field + "\":" + value));
        Damage.harmless(bytes, 4 << 20, MintFileTest::parse);
      }
      for (String field : new String[] {"latent_dim", "hidden_width", "map_layers"}) {
        byte[] bytes =
            forged(
                "modulation",
                text ->
                    text.replace("latent-shift", "latent-mlp")
                        .replaceFirst("\"" + field + "\":[0-9.]+", "\"" + field + "\":" + value));
        Damage.harmless(bytes, 4 << 20, MintFileTest::parse);
      }
      byte[] bytes = forged("signal", text -> text.replace("[]", "[" + value + "]"));
      Damage.harmless(bytes, 4 << 20, MintFileTest::parse);
    }
    for (String key : List.of("architecture", "modulation", "signal", "codebooks", "provenance")) {
      for (String value : List.of("", "null", "[]", "{}", "[[[[", "7", "{\"a\":1}", "[{}]")) {
        Damage.harmless(forged(key, text -> value), 4 << 20, MintFileTest::parse);
      }
    }
  }

  /** Finite in the file, but not once multiplied by the frequency or the scale of the steps. */
  @ParameterizedTest
  @CsvSource({
    "net.0.linear.weight, 1e38, after packing",
    "codebook.1.step, 1e308, step",
    "codebook.1.step, 4.9e-324, step"
  })
  void numbersThatLeaveTheRangeOfADecoderAreCorrupt(String tensor, double value, String part)
      throws CodecException {
    Safetensors content = Safetensors.parse(MintFile.toBytes(MINT), "x", Limits.DEFAULT);
    List<Tensor> tensors =
        content.tensors().values().stream()
            .map(each -> each.name().equals(tensor) ? filled(each, value) : each)
            .toList();
    byte[] bytes = Forgery.seal(content.metadata(), tensors);
    assertThatThrownBy(() -> parse(bytes))
        .isInstanceOf(CodecException.Corrupt.class)
        .hasMessageContaining("its parts do not fit: ")
        .hasMessageContaining(part);
  }

  private static Tensor filled(Tensor tensor, double value) {
    double[] values = new double[tensor.size()];
    Arrays.fill(values, value);
    return tensor.type() == TensorType.F64
        ? Tensor.ofDoubles(tensor.name(), tensor.shape(), values)
        : Tensor.ofFloats(tensor.name(), tensor.shape(), values);
  }

  @Test
  void anUnknownVersionOrProgramIsNamed() throws CodecException {
    assertThatThrownBy(() -> parse(forged("version", text -> "4")))
        .isInstanceOf(CodecException.UnsupportedVersion.class)
        .hasMessageContaining("mint version 4");
    assertThatThrownBy(() -> parse(forged("version", text -> text.equals("1") ? "2" : "1")))
        .isInstanceOf(CodecException.Corrupt.class)
        .hasMessageContaining("it says version");
    byte[] other = new Safetensors(Map.of("format", "pt"), List.of()).toBytes();
    assertThatThrownBy(() -> parse(other))
        .isInstanceOf(CodecException.Foreign.class)
        .hasMessageContaining("another program");
  }
}
