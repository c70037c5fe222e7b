package org.coinage.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.coinage.codec.Codebook;
import org.coinage.codec.Limits;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.codec.Modality;
import org.coinage.codec.Normalisation;
import org.coinage.codec.StepScale;
import org.coinage.codec.StrikeSettings;
import org.coinage.codec.Striker;
import org.coinage.codec.Verification;
import org.coinage.entropy.CodeModel;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.PositionalEncoding;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.fitting.InnerGates;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizeKind;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.ModulationSettings;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Samples;

/**
 * The golden coins: learns one small mint of every kind from generated signals, strikes coins and
 * purses with it, and lists what they decode to. {@code main} writes a folder once; what a release
 * has read is never written again, a new kind gets a new folder.
 */
final class GoldenCoins {

  /** One line per coin or purse: its name, its mint's, the SHA-256 of the decoded samples. */
  static final String MANIFEST = "sha256.txt";

  private static final InnerLoopSettings LEARNED_STEPS =
      new InnerLoopSettings(3, 1, StepSizeKind.PER_DIMENSION);

  private static final InnerLoopSettings FIXED_STEPS =
      new InnerLoopSettings(3, 1e-2, StepSizeKind.FIXED);

  private final Path folder;
  private final List<String> manifest = new ArrayList<>();

  private GoldenCoins(Path folder) {
    this.folder = folder;
  }

  /** Writes the golden files into the folder that is named. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    GoldenCoins coins = new GoldenCoins(folder);
    coins.pictures();
    coins.patches();
    coins.sparse("sparse");
    coins.fullWeights();
    coins.volumes();
    coins.example();
    coins.contexts();
    coins.tensors();
    coins.sparse("packed"); // as "sparse", whose mint was written before tensors were packed
    coins.survivingWeights();
    coins.gated();
    Files.write(folder.resolve(MANIFEST), coins.manifest);
  }

  /** What the files of a folder decode to, in the form of its manifest. */
  static List<String> decode(Path folder, boolean largeToo) throws IOException {
    List<String> lines = new ArrayList<>();
    try (OrderedMap workers = new OrderedMap(2)) {
      for (String line : Files.readAllLines(folder.resolve(MANIFEST))) {
        String[] words = line.split(" ", 3);
        if (largeToo || !words[0].contains("large")) {
          lines.add(line(folder, words[0], words[1], workers));
        }
      }
    }
    return lines;
  }

  private static String line(Path folder, String file, String mintFile, OrderedMap workers)
      throws IOException {
    Mint mint = MintFile.read(folder.resolve(mintFile));
    Verification verification =
        Verification.of(folder.resolve(file), mint, workers, Limits.DEFAULT);
    return file + " " + mintFile + " " + verification.sha256();
  }

  /** RGB in one piece: learned step sizes, whitened and learned quantizers, COIN++'s. */
  private void pictures() throws IOException {
    Mint plan =
        plan(
            SirenArchitecture.coinPlusPlus(2, 12, 3, 3, 10),
            ModulationSettings.of("latent-shift", 6),
            LEARNED_STEPS,
            Optional.empty());
    Mint mint =
        new GoldenLearning(plan, signals(16, GridShape.of(8, 8), 3), 200)
            .learn(
                0,
                (minting, learned) -> {
                  List<Codebook> books = new ArrayList<>();
                  books.addAll(
                      minting.learned(
                          QuantizationAwareStage.quantizer(learned, plan.space()), List.of(1.0)));
                  books.add(minting.coinPlusPlus("uniform-4", 4, 3));
                  return books;
                });
    write("rgb", mint);
    strike("rgb", mint, "step-1", GridShape.of(8, 8));
    strike("rgb", mint, "uniform-4", GridShape.of(8, 8));
    try (OrderedMap workers = new OrderedMap(1);
        FieldEngine engine = FieldEngines.best(Precision.FLOAT)) {
      Striker striker = new Striker(mint, "step-1", engine, workers);
      Samples picture = signals(40, GridShape.of(9, 11), 3).get(39);
      striker.withDigest().strike(picture).coin().write(path("rgb-digest.coin"), false);
      list("rgb-digest.coin", "rgb");
      Striker coarse = striker.withStep(new StepScale(37));
      coarse.strike(picture).coin().write(path("rgb-coarse.coin"), false);
      list("rgb-coarse.coin", "rgb");
      Striker fine = striker.with(StrikeSettings.best(3)).withStep(new StepScale(-19));
      fine.strike(picture).coin().write(path("rgb-fine.coin"), false);
      list("rgb-fine.coin", "rgb");
      List<Samples> many = signals(7, GridShape.of(8, 8), 3);
      List<List<double[]>> codes = striker.fitAll(many);
      striker.strikeAll(many, codes, 3).purse().write(path("rgb.purse"), false);
      list("rgb.purse", "rgb");
      coarse.strikeAll(many, codes, 4).purse().write(path("rgb-coarse.purse"), false);
      list("rgb-coarse.purse", "rgb");
      Samples large = signals(1, GridShape.of(1200, 1300), 3).get(0);
      striker.strike(large, codes.get(0)).coin().write(path("rgb-large.coin"), false);
      list("rgb-large.coin", "rgb");
    }
  }

  /** Gray in patches that do not fit the picture, each dimension with tables of its own. */
  private void patches() throws IOException {
    Mint plan =
        plan(
            new SirenArchitecture(2, PositionalEncoding.NONE, 8, 3, 1, 6, 6, 0.5),
            ModulationSettings.of("latent-shift", 4),
            FIXED_STEPS,
            Optional.of(GridShape.of(4, 4)));
    Mint mint =
        new GoldenLearning(plan, signals(8, GridShape.of(12, 12), 1), 120)
            .learn(0, (minting, learned) -> minting.whitened(List.of(0.05, 0.2)));
    write("patched", mint);
    strike("patched", mint, "step-0.05", GridShape.of(10, 13));
    strike("patched", mint, "step-0.2", GridShape.of(3, 17));
  }

  /** Patches whose neighbours say something, with tables that stay and with tables that adapt. */
  private void contexts() throws IOException {
    Mint plan =
        plan(
            new SirenArchitecture(2, PositionalEncoding.NONE, 8, 3, 1, 6, 6, 0.5),
            ModulationSettings.of("latent-shift", 3),
            FIXED_STEPS,
            Optional.of(GridShape.of(3, 3)));
    List<Samples> pictures = signals(40, GridShape.of(24, 27), 1);
    Mint mint =
        new GoldenLearning(plan, signals(8, GridShape.of(12, 12), 1), pictures, 120)
            .learn(
                0,
                (minting, learned) -> {
                  Codebook still = minting.whitened(List.of(0.05)).get(0);
                  CodeModel adapting = still.model().adapting(40);
                  return List.of(
                      still, new Codebook("adapting", still.quantizer(), adapting, still.prior()));
                });
    if (!mint.codebooks().get(0).model().hasContext()) {
      throw new IllegalStateException("no context paid; learn from other pictures");
    }
    write("context", mint);
    strike("context", mint, "step-0.05", GridShape.of(22, 31));
    strike("context", mint, "adapting", GridShape.of(40, 29));
  }

  /** Three quarters of the hidden weights are zero; a network maps the latents. */
  private void sparse(String name) throws IOException {
    Mint plan =
        plan(
            SirenArchitecture.coinPlusPlus(2, 16, 4, 3, 10),
            new ModulationSettings("latent-mlp", 4, 6, 2),
            LEARNED_STEPS,
            Optional.empty());
    Mint mint =
        new GoldenLearning(plan, signals(16, GridShape.of(8, 8), 3), 200)
            .learn(0.75, (minting, learned) -> minting.whitened(List.of(0.02)));
    write(name, mint);
    strike(name, mint, "step-0.02", GridShape.of(8, 8));
  }

  /** COIN's own form: every weight is part of the code. */
  private void fullWeights() throws IOException {
    Mint plan =
        plan(
            new SirenArchitecture(2, PositionalEncoding.NONE, 4, 3, 1, 8, 8, 0),
            ModulationSettings.of("full-weights", 1),
            FIXED_STEPS,
            Optional.empty());
    Mint mint =
        new GoldenLearning(plan, signals(8, GridShape.of(8, 8), 1), 60)
            .learn(0, (minting, learned) -> List.of(minting.coinPlusPlus("uniform-8", 8, 4)));
    write("weights", mint);
    strike("weights", mint, "uniform-8", GridShape.of(8, 9));
  }

  /** The weights that pruning left, and all biases, are the code. */
  private void survivingWeights() throws IOException {
    Mint plan =
        plan(
            SirenArchitecture.coinPlusPlus(2, 6, 4, 1, 8),
            ModulationSettings.of("surviving-weights", 1),
            FIXED_STEPS,
            Optional.empty());
    Mint mint =
        new GoldenLearning(plan, signals(8, GridShape.of(8, 8), 1), 60)
            .learn(0.75, (minting, learned) -> minting.whitened(List.of(0.05)));
    write("survivors", mint);
    strike("survivors", mint, "step-0.05", GridShape.of(8, 9));
  }

  /** Sparse shifts, made by gates that the inner loop moves: a step of its own for each entry. */
  private void gated() throws IOException {
    InnerLoopSettings loop =
        new InnerLoopSettings(
            3, 0.1, StepSizeKind.PER_DIMENSION, Optional.of(new InnerGates(0.3, 0.1, 0.002)));
    Mint plan =
        plan(
            SirenArchitecture.coinPlusPlus(2, 8, 3, 1, 8),
            ModulationSettings.of("direct-shift", 1),
            loop,
            Optional.empty());
    Mint mint =
        new GoldenLearning(plan, signals(16, GridShape.of(8, 8), 1), 200)
            .learn(0.5, (minting, learned) -> minting.whitened(List.of(0.05)));
    WhitenedQuantizer quantizer = (WhitenedQuantizer) mint.codebooks().get(0).quantizer();
    if (quantizer.whitening().scale().isEmpty()) {
      throw new IllegalStateException("the codes are not sparse; close more gates");
    }
    write("gated", mint);
    strike("gated", mint, "step-0.05", GridShape.of(8, 9));
  }

  /** Weights with a step and a table per tensor, whitened and as Struempler et al. round them. */
  private void tensors() throws IOException {
    Mint plan =
        plan(
            new SirenArchitecture(2, PositionalEncoding.NONE, 4, 3, 1, 8, 8, 0),
            ModulationSettings.of("full-weights", 1),
            FIXED_STEPS,
            Optional.empty());
    Mint mint =
        new GoldenLearning(plan, signals(8, GridShape.of(8, 8), 1), 60)
            .learn(
                0,
                (minting, learned) -> {
                  List<Codebook> books = new ArrayList<>(minting.whitened(List.of(0.05)));
                  books.add(minting.struempler("tensors-6", 6));
                  return books;
                });
    write("tensors", mint);
    strike("tensors", mint, "step-0.05", GridShape.of(8, 9));
    strike("tensors", mint, "tensors-6", GridShape.of(7, 8));
  }

  /** Three axes, encoded coordinates in [-1, 1], scales and shifts, samples in other units. */
  private void volumes() throws IOException {
    SirenArchitecture siren =
        new SirenArchitecture(3, new PositionalEncoding(2, 1.4), 8, 3, 2, 4, 5, 0.5);
    ModulationSettings modulation = ModulationSettings.of("latent-shift-scale", 4);
    Mint plan =
        new Mint(
            siren,
            modulation,
            Parameters.zeros(Mint.layout(siren, modulation, FIXED_STEPS)),
            new LinspaceFrame(-1, 1),
            Modality.VOLUME,
            Optional.empty(),
            new Normalisation(List.of(0.25, -1.0), List.of(2.0, 0.5)),
            FIXED_STEPS,
            List.of(),
            Map.of("origin", "golden"));
    Mint mint =
        new GoldenLearning(plan, signals(8, GridShape.of(4, 5, 3), 2), 60)
            .learn(0, (minting, learned) -> minting.whitened(List.of(0.05)));
    write("volume", mint);
    strike("volume", mint, "step-0.05", GridShape.of(4, 5, 3));
  }

  /** Small enough to be worked through by hand: docs/format.md does. */
  private void example() throws IOException {
    Mint plan =
        plan(
            new SirenArchitecture(2, PositionalEncoding.NONE, 2, 2, 1, 9, 9, 0.5),
            ModulationSettings.of("latent-shift", 2),
            FIXED_STEPS,
            Optional.empty());
    Mint mint =
        new GoldenLearning(plan, signals(16, GridShape.of(4, 4), 1), 200)
            .learn(0, (minting, learned) -> minting.whitened(List.of(0.01)));
    write("example", mint);
    strike("example", mint, "step-0.01", GridShape.of(1, 3));
  }

  private static Mint plan(
      SirenArchitecture siren,
      ModulationSettings modulation,
      InnerLoopSettings loop,
      Optional<GridShape> patch) {
    Parameters zeros = Parameters.zeros(Mint.layout(siren, modulation, loop));
    Mint whole =
        Mint.ofImages(siren, modulation, zeros, loop).withProvenance(Map.of("origin", "golden"));
    return patch.map(whole::withPatch).orElse(whole);
  }

  private void write(String name, Mint mint) throws IOException {
    MintFile.write(mint, path(name + ".mint"), false);
  }

  /** Three coins of a codebook. */
  private void strike(String name, Mint mint, String codebook, GridShape shape) throws IOException {
    try (OrderedMap workers = new OrderedMap(1);
        FieldEngine engine = FieldEngines.best(Precision.FLOAT)) {
      Striker striker = new Striker(mint, codebook, engine, workers);
      List<Samples> unseen = signals(35, shape, mint.architecture().channels());
      for (int i = 32; i < 35; i++) {
        String file = name + "-" + codebook + "-" + (i - 31) + ".coin";
        striker.strike(unseen.get(i)).coin().write(path(file), false);
        list(file, name);
      }
    }
  }

  private Path path(String file) {
    return folder.resolve(file);
  }

  private void list(String file, String mint) throws IOException {
    try (OrderedMap workers = new OrderedMap(1)) {
      manifest.add(line(folder, file, mint + ".mint", workers));
    }
  }

  /** Smooth waves over the axes, another for each channel. */
  private static List<Samples> signals(int count, GridShape shape, int channels) {
    return LongStream.range(0, count).mapToObj(i -> signal(i, shape, channels)).toList();
  }

  private static Samples signal(long seed, GridShape shape, int channels) {
    RandomGenerator random = SeedTree.root(seed).child("golden signal").generator();
    double[] wave = random.doubles((long) channels * (shape.rank() + 1)).toArray();
    float[] at = LinspaceFrame.UNIT.coordinates(shape);
    float[] values = new float[shape.points() * channels];
    for (int i = 0; i < values.length; i++) {
      int c = i % channels * (shape.rank() + 1);
      double phase = 6 * wave[c];
      for (int axis = 0; axis < shape.rank(); axis++) {
        phase += 5 * wave[c + 1 + axis] * at[i / channels * shape.rank() + axis];
      }
      values[i] = (float) (0.5 + 0.4 * StrictMath.sin(phase));
    }
    return new Samples(shape, channels, values);
  }
}
