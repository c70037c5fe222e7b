package org.coinage.experiments.run;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.coinage.datasets.Cifar10;
import org.coinage.datasets.Mnist;
import org.coinage.datasets.SampleSet;
import org.coinage.datasets.generate.DeadLeaves;
import org.coinage.datasets.generate.DeadLeavesRecipe;
import org.coinage.datasets.image.ColourMode;
import org.coinage.datasets.image.ImageFolder;
import org.coinage.datasets.image.LandscapeImages;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/**
 * A data set divided into what is learned, what is tuned on, and what is judged once.
 *
 * @param training samples to learn from
 * @param validation samples to validate and tune on
 * @param test samples to be judged on; read only when asked for
 * @param patch by which large samples go, where they do
 * @param published name under which published results are listed, where there are some
 */
public record DataSplit(
    SampleSet training,
    SampleSet validation,
    SampleSet test,
    Optional<GridShape> patch,
    Optional<String> published) {

  /** Opens and divides a data set. */
  public static DataSplit of(DatasetSettings settings) {
    if (settings instanceof DatasetSettings.DeadLeaves leaves) {
      int held = leaves.training() + leaves.validation();
      SampleSet all = new DeadLeaves(recipe(leaves.side()), leaves.seed(), held + leaves.test());
      return whole(
          all.slice(0, leaves.training()),
          all.slice(leaves.training(), held),
          all.slice(held, held + leaves.test()),
          Optional.empty());
    }
    if (settings instanceof DatasetSettings.Cifar10 cifar) {
      Set<String> excluded = new HashSet<>();
      cifar
          .excluded()
          .ifPresent(path -> each(Cifar10.file(path)).forEach(s -> excluded.add(key(s))));
      SampleSet training =
          without(
              Files.isDirectory(cifar.training())
                  ? Cifar10.training(cifar.training())
                  : Cifar10.file(cifar.training()),
              excluded);
      SampleSet test =
          without(
              Files.isDirectory(cifar.test())
                  ? Cifar10.test(cifar.test())
                  : Cifar10.file(cifar.test()),
              excluded);
      return held(training, cifar.validation(), test, Optional.empty(), Optional.of("cifar10"));
    }
    if (settings instanceof DatasetSettings.Mnist mnist) {
      return held(
          Mnist.file(mnist.training()),
          mnist.validation(),
          Mnist.file(mnist.test()),
          Optional.empty(),
          Optional.empty());
    }
    DatasetSettings.Images images = (DatasetSettings.Images) settings;
    return held(
        folder(images.training(), images.landscape()),
        images.validation(),
        folder(images.test(), images.landscape()),
        Optional.of(GridShape.of(images.patch(), images.columns().orElse(images.patch()))),
        images.published());
  }

  private static SampleSet folder(Path path, boolean landscape) {
    ImageFolder images = ImageFolder.flat(path, ColourMode.RGB);
    return landscape ? new LandscapeImages(images) : images;
  }

  private static DeadLeavesRecipe recipe(int side) {
    return side == 32 ? DeadLeavesRecipe.SMALL : DeadLeavesRecipe.square(side);
  }

  private static DataSplit whole(
      SampleSet training, SampleSet validation, SampleSet test, Optional<String> published) {
    return new DataSplit(training, validation, test, Optional.empty(), published);
  }

  private static DataSplit held(
      SampleSet all,
      int validation,
      SampleSet test,
      Optional<GridShape> patch,
      Optional<String> published) {
    int kept = all.size() - validation;
    if (kept < 2) {
      throw new IllegalArgumentException(
          "validation = "
              + validation
              + " must leave at least 2 of the "
              + all.size()
              + " training samples");
    }
    return new DataSplit(all.slice(0, kept), all.slice(kept, all.size()), test, patch, published);
  }

  private static SampleSet without(SampleSet set, Set<String> excluded) {
    if (excluded.isEmpty()) {
      return set;
    }
    return set.select(
        IntStream.range(0, set.size()).filter(i -> !excluded.contains(key(set.get(i)))).toArray());
  }

  /** SHA-256 of a sample: equal for equal samples only. */
  private static String key(Samples samples) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * samples.values().length);
    bytes.asFloatBuffer().put(samples.values());
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** How many test samples are, pixel by pixel, among those learned or tuned on. */
  long leaked() {
    Set<String> known = new HashSet<>();
    each(training).forEach(samples -> known.add(key(samples)));
    each(validation).forEach(samples -> known.add(key(samples)));
    return each(test).stream().filter(samples -> known.contains(key(samples))).count();
  }

  /** All samples of a set, in order. */
  static List<Samples> each(SampleSet set) {
    List<Samples> all = new ArrayList<>(set.size());
    for (int i = 0; i < set.size(); i++) {
      all.add(set.get(i));
    }
    return all;
  }

  /** Features per point. */
  int channels() {
    return training.get(0).channels();
  }

  /** Axes of the grid. */
  int rank() {
    return training.get(0).shape().rank();
  }

  /** Names and SHA-256 of the parts. */
  Map<String, String> hashes() {
    Map<String, String> hashes = new TreeMap<>();
    hashes.put("training", training.fingerprint());
    hashes.put("validation", validation.fingerprint());
    hashes.put("test", test.fingerprint());
    return hashes;
  }

  /** Where the data come from, for people. */
  String description() {
    return "%d training, %d validation and %d test samples of %s"
        .formatted(training.size(), validation.size(), test.size(), test.name());
  }
}
