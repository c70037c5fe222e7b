package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.codec.Codebook;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.datasets.image.PngFile;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.FrequencyTable;
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
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/** A small random mint and images for it; nothing was learned. */
final class TinyMint {

  private static final int LATENT = 8;

  private TinyMint() {}

  /** Width 16, 3 layers, latent 8, RGB, one codebook. */
  static Mint of(long seed) {
    SeedTree seeds = SeedTree.root(seed);
    SirenArchitecture architecture =
        new SirenArchitecture(2, PositionalEncoding.NONE, 16, 3, 3, 20, 20, 0.5);
    ModulationSettings modulation = ModulationSettings.of("latent-shift", LATENT);
    ModulationSpace space = ModulationSpaces.create(architecture, modulation);
    Parameters theta = Parameters.zeros(space.layout());
    new SirenParameters(architecture)
        .initialize(theta, BiasInit.SIREN, seeds.child("siren").generator());
    space.initialize(theta, seeds.child("map").generator());
    double[] weights = new double[16];
    Arrays.fill(weights, 1);
    Codebook codebook =
        new Codebook(
            "plain",
            new UniformQuantizer(LATENT, 0, 0.3, 3, 4),
            CodeModel.shared(LATENT, FrequencyTable.ofWeights(0, weights, 1e-3)));
    return Mint.ofImages(architecture, modulation, theta, InnerLoopSettings.COIN_PLUS_PLUS)
        .withCodebooks(List.of(codebook));
  }

  /** Writes a mint. */
  static Path write(Path folder, long seed) throws IOException {
    Path file = folder.resolve("tiny" + seed + ".mint");
    MintFile.write(of(seed), file, true);
    return file;
  }

  /** Writes a random image. */
  static Path image(Path file, int rows, int columns) throws IOException {
    PngFile.write(file, image(rows, columns));
    return file;
  }

  /** A random image. */
  static Samples image(int rows, int columns) {
    RandomGenerator random = SeedTree.root(rows + 100L * columns).generator();
    float[] values = new float[rows * columns * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256) / 255f;
    }
    return new Samples(GridShape.of(rows, columns), 3, values);
  }
}
