package org.coinage.experiments.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.coinage.datasets.Cifar10;
import org.coinage.datasets.Mnist;
import org.coinage.datasets.SampleSet;
import org.coinage.datasets.image.ColourMode;
import org.coinage.datasets.image.DecodedImage;
import org.coinage.datasets.image.ImageFile;
import org.coinage.datasets.image.ImageFolder;
import org.coinage.signal.Samples;

/**
 * The images that arguments name: PNG and JPEG files, folders of them, CIFAR-10 batches ({@code
 * .bin}) and idx files ({@code .idx}, {@code -ubyte}, also with {@code .gz}). Read when asked for.
 */
final class InputImages {

  private record Entry(String name, String stem, Supplier<Samples> reader) {}

  private final List<Entry> entries = new ArrayList<>();
  private final ColourMode mode;
  private final Consumer<String> notices;
  private final boolean single;

  /**
   * Lists the images.
   *
   * @param channels of the mint: gray images become RGB where it has three
   * @param notices sees what was done to an image that its owner may want to know
   * @throws org.coinage.datasets.DatasetException if a folder or a data set cannot be read
   */
  InputImages(List<Path> arguments, int channels, Consumer<String> notices) {
    this.mode = channels == 3 ? ColourMode.RGB : ColourMode.AS_STORED;
    this.notices = notices;
    boolean allFiles = true;
    for (Path argument : arguments) {
      allFiles &= add(argument);
    }
    this.single = allFiles && entries.size() == 1;
  }

  /** Returns whether the argument is the file of one image. */
  private boolean add(Path argument) {
    String name = String.valueOf(argument.getFileName()).toLowerCase(Locale.ROOT);
    if (Files.isDirectory(argument)) {
      ImageFolder folder = ImageFolder.flat(argument, mode);
      for (int i = 0; i < folder.size(); i++) {
        addImage(folder.file(i));
      }
      return false;
    }
    if (name.endsWith(".bin")) {
      addAll(argument, Cifar10.file(argument));
      return false;
    }
    if (name.matches(".*(\\.idx|-ubyte)(\\.gz)?")) {
      addAll(argument, Mnist.file(argument));
      return false;
    }
    addImage(argument);
    return true;
  }

  private void addImage(Path file) {
    entries.add(
        new Entry(
            file.toString(),
            Destination.stem(file),
            () -> {
              DecodedImage image = ImageFile.read(file, mode);
              image.notices().forEach(text -> notices.accept(file + ": " + text));
              return image.samples();
            }));
  }

  private void addAll(Path file, SampleSet set) {
    for (int i = 0; i < set.size(); i++) {
      int index = i;
      String stem = Destination.stem(file) + "-%05d".formatted(i);
      entries.add(new Entry(file + "#" + i, stem, () -> set.get(index)));
    }
  }

  /** Number of images. */
  int size() {
    return entries.size();
  }

  /** Whether the arguments were the file of one image. */
  boolean isSingle() {
    return single;
  }

  /** What to call an image in messages. */
  String name(int index) {
    return entries.get(index).name();
  }

  /** What to call a file that is made of an image, without a suffix. */
  String stem(int index) {
    return entries.get(index).stem();
  }

  /** Reads an image. */
  Samples get(int index) {
    return entries.get(index).reader().get();
  }

  /**
   * Reads all, for a purse.
   *
   * @throws IllegalArgumentException if two differ in shape
   */
  List<Samples> ofOneShape() {
    List<Samples> all = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      Samples samples = get(i);
      if (i > 0
          && !(samples.shape().equals(all.get(0).shape())
              && samples.channels() == all.get(0).channels())) {
        throw new IllegalArgumentException(
            name(i)
                + " is "
                + describe(samples)
                + ", "
                + name(0)
                + " is "
                + describe(all.get(0))
                + ": the images of a purse share one shape; give a folder with -o for coins");
      }
      all.add(samples);
    }
    return all;
  }

  private static String describe(Samples samples) {
    return samples.shape() + " with " + samples.channels() + " channels";
  }
}
