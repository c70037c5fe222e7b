package org.coinage.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.FrequencyTable;
import org.coinage.entropy.SymbolTable;
import org.coinage.field.BiasInit;
import org.coinage.field.Parameters;
import org.coinage.field.PositionalEncoding;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.ModulationSettings;
import org.coinage.modulation.ModulationSpace;
import org.coinage.modulation.ModulationSpaces;
import org.coinage.quantization.UniformQuantizer;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.quantization.Whitening;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Samples;

/** Small random mints, and coins struck from random codes: nothing here was learned. */
final class TinyMints {

  static final int LATENT = 8;
  static final String UNIFORM = "uniform-4";
  static final String WHITENED = "whitened";

  private TinyMints() {}

  /** Width 16, 3 layers, latent 8, RGB, two codebooks. */
  static Mint mint() {
    return mint("latent-shift", PositionalEncoding.NONE, Optional.empty());
  }

  static Mint mint(String kind, PositionalEncoding encoding, Optional<GridShape> patch) {
    return mint(
        new SirenArchitecture(2, encoding, 16, 3, 3, 20, 20, 0.5),
        ModulationSettings.of(kind, LATENT),
        patch);
  }

  /** As small as a mint of a space can be, so that a fuzzer spends itself on structure. */
  static Mint small(String kind) {
    return mint(
        new SirenArchitecture(1, PositionalEncoding.NONE, 2, 2, 1, 5, 5, 0.5),
        ModulationSettings.of(kind, 2),
        Optional.empty());
  }

  private static Mint mint(
      SirenArchitecture architecture, ModulationSettings modulation, Optional<GridShape> patch) {
    SeedTree seeds = SeedTree.root(20_261_123).child("tiny mint");
    ModulationSpace space = ModulationSpaces.create(architecture, modulation);
    Parameters theta = Parameters.zeros(space.layout());
    new SirenParameters(architecture)
        .initialize(theta, BiasInit.SIREN, seeds.child("siren").generator());
    space.initialize(theta, seeds.child("map").generator());
    return new Mint(
        architecture,
        modulation,
        theta,
        LinspaceFrame.UNIT,
        Modality.IMAGE,
        patch,
        Normalisation.NONE,
        InnerLoopSettings.COIN_PLUS_PLUS,
        codebooks(space.codeDim(), seeds.child("codebooks").generator()),
        Map.of("seed", "20261123", "origin", "test"));
  }

  private static List<Codebook> codebooks(int dimension, RandomGenerator random) {
    UniformQuantizer uniform = new UniformQuantizer(dimension, 0.01, 0.3, 3, 4);
    double[] weights = new double[16];
    Arrays.setAll(weights, i -> StrictMath.exp(-0.5 * (i - 7.5) * (i - 7.5) / 6));
    Codebook first =
        new Codebook(
            UNIFORM,
            uniform,
            CodeModel.shared(dimension, FrequencyTable.ofWeights(0, weights, 1e-3)));
    double[] scale = new double[dimension];
    double[] mean = new double[dimension];
    double[] step = new double[dimension];
    List<SymbolTable> tables = new ArrayList<>();
    for (int i = 0; i < dimension; i++) {
      scale[i] = 1 + random.nextDouble();
      mean[i] = 0.1 * random.nextGaussian();
      step[i] = 0.1 + 0.01 * i;
      double spread = 0.5 + i % 4;
      double[] counts = new double[9];
      Arrays.setAll(counts, k -> StrictMath.exp(-(k - 4) * (k - 4) / spread));
      tables.add(FrequencyTable.ofWeights(-4, counts, 0.01));
    }
    Whitening whitening = Whitening.diagonal(scale, mean);
    return List.of(
        first,
        new Codebook(
            WHITENED,
            new WhitenedQuantizer(whitening, new double[dimension], step),
            CodeModel.perDimension(tables)));
  }

  /** Symbols of one code per patch and coin, drawn uniformly from what the tables support. */
  static List<int[]> symbols(Mint mint, int codebook, int count, long seed) {
    RandomGenerator random = SeedTree.root(seed).child("symbols").generator();
    List<int[]> all = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int[] symbols = new int[mint.space().codeDim()];
      Arrays.setAll(symbols, i -> codebook == 0 ? random.nextInt(16) : random.nextInt(9) - 4);
      all.add(symbols);
    }
    return all;
  }

  static Imprint imprint(Mint mint, int codebook, int... extents) {
    return new Imprint(
        mint.fingerprint(),
        mint.modality(),
        codebook,
        StepScale.NONE,
        GridShape.of(extents),
        mint.architecture().channels(),
        mint.patch());
  }

  static CoinFile coin(Mint mint, int codebook, long seed, int... extents) {
    Imprint imprint = imprint(mint, codebook, extents);
    byte[] code =
        mint.codebooks()
            .get(codebook)
            .model()
            .encodeAll(symbols(mint, codebook, imprint.layout().count(), seed));
    return new CoinFile("test.coin", imprint, code, Optional.empty());
  }

  static PurseFile purse(Mint mint, int codebook, int coins, int blockSize, int... extents) {
    Imprint imprint = imprint(mint, codebook, extents);
    int patches = imprint.layout().count();
    List<byte[]> blocks = new ArrayList<>();
    for (int from = 0; from < coins; from += blockSize) {
      int count = Math.min(blockSize, coins - from) * patches;
      List<int[]> symbols = symbols(mint, codebook, count, from);
      blocks.add(mint.codebooks().get(codebook).model().encodeAll(symbols));
    }
    return PurseFile.of(imprint, coins, blockSize, blocks);
  }

  /** A smooth random image. */
  static Samples image(long seed, int rows, int columns) {
    RandomGenerator random = SeedTree.root(seed).child("image").generator();
    double[] wave = random.doubles(9).toArray();
    float[] values = new float[rows * columns * 3];
    for (int i = 0; i < values.length; i++) {
      int row = i / (3 * columns);
      int column = i / 3 % columns;
      double y = (double) row / rows;
      double x = (double) column / columns;
      int c = i % 3;
      values[i] = (float) (0.5 + 0.4 * StrictMath.sin(6 * (wave[c] * x + wave[3 + c] * y) + c));
    }
    return new Samples(GridShape.of(rows, columns), 3, values);
  }
}
