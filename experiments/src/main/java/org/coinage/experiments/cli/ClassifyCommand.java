package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.coinage.config.ComposedConfig;
import org.coinage.experiments.classifier.ClassifierResult;
import org.coinage.experiments.classifier.ClassifierSettings;
import org.coinage.experiments.classifier.ClassifierTraining;
import org.coinage.experiments.classifier.LabelledImages;
import org.coinage.experiments.provenance.Provenance;
import org.coinage.experiments.run.ExperimentSettings;
import org.coinage.experiments.run.SparsitySettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code classify}: the methods of sparsity on a classifier. */
@Command(
    name = "classify",
    description = {
      "Trains a classifier of digits (784-300-100-10, DL4J) with a method of sparsity, a result per"
          + " seed. What is there already is not trained again."
    },
    footer = {
      "  coinage classify --data mnist --name dense sparsity=none --output results",
      "  coinage classify --data mnist --name rigl sparsity=rigl_erk sparsity.target=0.9 -o"
          + " results",
      "  coinage table results"
    })
final class ClassifyCommand extends Subcommand {

  @Mixin private ConfigFolderOption configs;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder of MNIST's idx files, packed or not.")
  private Path data;

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "Of the method.")
  private String name;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder of the results, NAME-SEED.json.")
  private Path output;

  @Option(
      names = "--seeds",
      defaultValue = "3",
      paramLabel = "N",
      description = "Seeds, from 1 (default: 3).")
  private int seeds;

  @Option(
      names = "--epochs",
      defaultValue = "30",
      paramLabel = "N",
      description = "Passes over the training images (default: 30).")
  private int epochs;

  @Option(names = "--force", description = "Train again what is there already.")
  private boolean force;

  @Parameters(
      paramLabel = "OVERRIDE",
      arity = "0..*",
      description = "sparsity=METHOD and its settings, as for run.")
  private List<String> overrides = new ArrayList<>();

  @Override
  ExitCode run() throws IOException {
    if (seeds < 1) {
      throw usage("--seeds " + seeds + " must be at least 1");
    }
    ComposedConfig config = configs.compose(overrides);
    SparsitySettings sparsity = config.bind(ExperimentSettings.class).sparsity();
    ClassifierTraining training =
        new ClassifierTraining(
            ClassifierSettings.LENET_300_100.withEpochs(epochs), images("train"), images("t10k"));
    Files.createDirectories(output);
    for (int seed = 1; seed <= seeds; seed++) {
      Path file = output.resolve(name + "-" + seed + ".json");
      if (Files.exists(file) && !force) {
        out().println(file + " is there already");
        continue;
      }
      ClassifierResult result = training.run(name, course(sparsity), seed, this::notice);
      String json =
          result
              .toJson(
                  Provenance.here()
                      .withSeed(seed)
                      .withConfigHash(config.hash())
                      .withData("training", images("train").fingerprint())
                      .toMap())
              .toPrettyString();
      Files.writeString(file, json + "\n");
      out()
          .printf(
              Locale.ROOT,
              "%s: test error %.2f %%, density %.4f (expected %.4f)%n",
              file,
              result.testErrorPercent(),
              (double) result.kept() / result.weights(),
              result.expected());
    }
    return ExitCode.DONE;
  }

  private static Optional<ClassifierTraining.Course> course(SparsitySettings sparsity) {
    return sparsity instanceof SparsitySettings.Method method
        ? Optional.of(
            new ClassifierTraining.Course(
                method::method, method.stage().isPresent(), method.parts()))
        : Optional.empty();
  }

  /** Images and labels whose files' names begin so. */
  private LabelledImages images(String prefix) throws IOException {
    return LabelledImages.idx(find(prefix, "images-idx3-ubyte"), find(prefix, "labels-idx1-ubyte"));
  }

  private Path find(String prefix, String kind) throws IOException {
    if (!Files.isDirectory(data)) {
      throw usage("--data " + data + " is not a folder");
    }
    try (var files = Files.list(data)) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().startsWith(prefix)
                      && file.getFileName().toString().contains(kind))
          .sorted()
          .findFirst()
          .orElseThrow(() -> usage("--data " + data + " has no " + prefix + "...-" + kind));
    }
  }
}
