package org.coinage.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coinage.codec.Codebook;
import org.coinage.codec.Mint;
import org.coinage.codec.StrikeSettings;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.field.SirenParameters;
import org.coinage.fitting.CodeFit;
import org.coinage.fitting.FitSettings;
import org.coinage.fitting.InnerGates;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizeKind;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.GatedCodes;
import org.coinage.modulation.ModulationSettings;
import org.coinage.modulation.ModulationSpace;
import org.coinage.modulation.ModulationSpaces;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MintingTest {

  @ParameterizedTest
  @CsvSource({
    "1.0, step-1",
    "1.4, step-1.4",
    "0.25, step-0.25",
    "40, step-40",
    "3.1905573507637386, step-3.191",
    "0.000123456, step-0.0001235"
  })
  void codebooksAreNamedByTheirFactorToFourDigits(double factor, String name) {
    assertThat(Minting.name(factor)).isEqualTo(name);
  }

  @Test
  void mintsOfPatchesLearnFromWholePicturesHowNeighboursBearOnEachOther() {
    Mint whole = untrained(Optional.empty());
    Mint patched = untrained(Optional.of(GridShape.of(6, 6)));
    List<Samples> pictures = IntStream.range(0, 15).mapToObj(MintingTest::waves).toList();
    try (FieldEngine engine = FieldEngines.best(Precision.FLOAT);
        OrderedMap one = new OrderedMap(1);
        OrderedMap two = new OrderedMap(2)) {
      List<Signal> crops = TinyLearning.IMAGES;
      List<Double> steps = List.of(0.05);
      StrikeSettings plain = StrikeSettings.plain(3);
      Codebook first =
          new Minting(patched, crops, pictures, plain, engine, one).whitened(steps).get(0);
      Codebook again =
          new Minting(patched, crops, pictures, plain, engine, two).whitened(steps).get(0);
      assertThat(first.model().hasContext()).isTrue();
      assertThat(again.model()).isEqualTo(first.model());
      Codebook alone = new Minting(patched, crops, plain, engine, two).whitened(steps).get(0);
      assertThat(alone.model().isExtended()).isFalse();
      assertThat(first.model().table(0)).isEqualTo(alone.model().table(0));
      Codebook piece =
          new Minting(whole, crops, pictures, plain, engine, two).whitened(steps).get(0);
      assertThat(piece.model()).isEqualTo(alone.model());
    }
  }

  /** Every other gate is closed: what it lets through is zero, before and after rounding. */
  @Test
  void sparseCodesAreNotRotatedAndTheirZerosStayZeros() {
    ModulationSettings modulation = ModulationSettings.of("direct-shift", 1);
    InnerLoopSettings loop =
        new InnerLoopSettings(
            3, 0.1, StepSizeKind.FIXED, Optional.of(new InnerGates(0.1, 0.1, 0.01)));
    ModulationSpace gated = loop.over(ModulationSpaces.create(TinyLearning.SIREN, modulation));
    Parameters theta = Parameters.zeros(Mint.layout(TinyLearning.SIREN, modulation, loop));
    RandomGenerator random = SeedTree.root(3).generator();
    new SirenParameters(TinyLearning.SIREN).initialize(theta, BiasInit.SIREN, random);
    gated.initialize(theta, random);
    double[] gates = theta.tensor(GatedCodes.TENSOR);
    for (int i = 0; i < gates.length; i += 2) {
      gates[i] = -8;
    }
    Mint mint = Mint.ofImages(TinyLearning.SIREN, modulation, theta, loop);
    try (FieldEngine engine = FieldEngines.best(Precision.FLOAT);
        OrderedMap threads = new OrderedMap(2)) {
      List<Signal> signals = TinyLearning.IMAGES;
      Codebook codebook =
          new Minting(mint, signals, StrikeSettings.plain(3), engine, threads)
              .whitened(List.of(0.05))
              .get(0);
      assertThat(((WhitenedQuantizer) codebook.quantizer()).whitening().scale()).isPresent();
      double[] code =
          new CodeFit(engine, mint.space(), mint.stepSizes(), FitSettings.inner(3))
              .fit(mint.parameters(), signals.get(0));
      double[] decoded = codebook.quantizer().dequantize(codebook.quantizer().quantize(code));
      for (int i = 0; i < code.length; i++) {
        assertThat(code[i] == 0).isEqualTo(i % 2 == 0);
        assertThat(decoded[i] == 0 || i % 2 == 1).isTrue();
      }
    }
  }

  private static Mint untrained(Optional<GridShape> patch) {
    ModulationSettings modulation = ModulationSettings.of("latent-shift", 4);
    InnerLoopSettings loop = new InnerLoopSettings(3, 1, StepSizeKind.FIXED);
    Parameters theta = Parameters.zeros(Mint.layout(TinyLearning.SIREN, modulation, loop));
    RandomGenerator random = SeedTree.root(3).generator();
    new SirenParameters(TinyLearning.SIREN).initialize(theta, BiasInit.SIREN, random);
    ModulationSpaces.create(TinyLearning.SIREN, modulation).initialize(theta, random);
    Mint mint = Mint.ofImages(TinyLearning.SIREN, modulation, theta, loop);
    return new Mint(
        mint.architecture(),
        mint.modulation(),
        mint.parameters(),
        mint.frame(),
        mint.modality(),
        patch,
        mint.normalisation(),
        mint.innerLoop(),
        List.of(),
        Map.of());
  }

  private static Samples waves(int seed) {
    RandomGenerator random = SeedTree.root(seed).child("waves").generator();
    double[] wave = random.doubles(9).toArray();
    float[] values = new float[36 * 36 * 3];
    for (int i = 0; i < values.length; i++) {
      double column = i / 3 % 36;
      double row = Math.floorDiv(i, 108);
      double phase = (wave[i % 3] * column + wave[3 + i % 3] * row) / 6;
      values[i] = (float) (0.5 + 0.4 * StrictMath.sin(phase + 6 * wave[6 + i % 3]));
    }
    return new Samples(GridShape.of(36, 36), 3, values);
  }
}
