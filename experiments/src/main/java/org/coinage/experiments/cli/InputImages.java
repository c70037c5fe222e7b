package org.coinage.experiments.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.coinage.datasets.Cifar10;
import org.coinage.datasets.DatasetException;
import org.coinage.datasets.Mnist;
import org.coinage.datasets.SampleSet;
import org.coinage.datasets.WholeFile;
import org.coinage.datasets.image.ColourMode;
import org.coinage.datasets.image.DecodedImage;
import org.coinage.datasets.image.ImageFile;
import org.coinage.datasets.image.ImageFolder;
import org.coinage.signal.Samples;

/**
 * The images that arguments name: PNG and JPEG files, folders of them, CIFAR-10 batches ({@code
 * .bin}) and idx files ({@code .idx}, {@code -ubyte}, also with {@code .gz}), and {@code -} for one
 * image on standard input. Read when asked for: what cannot be listed fails then, so that it does
 * not keep others from being read. Thread-safe.
 */
final class InputImages {

  private record Entry(String name, Path beside, Supplier<DecodedImage> reader) {}

  private final List<Entry> entries = new ArrayList<>();
  private final ColourMode mode;
  private final boolean single;

  /**
   * Lists the images.
   *
   * @param channels of the mint: gray images become RGB where it has three
   */
  InputImages(List<Path> arguments, int channels) {
    this.mode = channels == 3 ? ColourMode.RGB : ColourMode.AS_STORED;
    boolean allFiles = true;
    for (Path argument : arguments) {
      allFiles &= add(argument);
    }
    this.single = allFiles && entries.size() == 1;
  }

  /** Returns whether the argument is one image. */
  private boolean add(Path argument) {
    String name = String.valueOf(argument.getFileName()).toLowerCase(Locale.ROOT);
    if (Pipe.isNamedBy(argument)) {
      entries.add(
          new Entry(
              Pipe.NAME,
              Path.of("stdin"),
              () -> ImageFile.read(Path.of(Pipe.NAME), Pipe.read(WholeFile.MAX_BYTES), mode)));
      return true;
    }
    try {
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
    } catch (DatasetException e) {
      entries.add(
          new Entry(
              argument.toString(),
              argument,
              () -> {
                throw e;
              }));
      return false;
    }
    addImage(argument);
    return true;
  }

  private void addImage(Path file) {
    entries.add(new Entry(file.toString(), file, () -> ImageFile.read(file, mode)));
  }

  private void addAll(Path file, SampleSet set) {
    for (int i = 0; i < set.size(); i++) {
      int index = i;
      Path each = file.resolveSibling(Destination.stem(file) + "-%05d".formatted(i));
      entries.add(
          new Entry(file + "#" + i, each, () -> new DecodedImage(set.get(index), List.of())));
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

  /** All of {@link #name}, in order. */
  List<String> names() {
    return entries.stream().map(Entry::name).toList();
  }

  /** Files with other suffixes that are made of the images belong beside these. */
  List<Path> places() {
    return entries.stream().map(Entry::beside).toList();
  }

  /**
   * Reads an image.
   *
   * @param notices sees what was done to it that its owner may want to know
   * @throws DatasetException if it cannot be read
   */
  Samples get(int index, Consumer<String> notices) {
    DecodedImage image = entries.get(index).reader().get();
    image.notices().forEach(text -> notices.accept(name(index) + ": " + text));
    return image.samples();
  }
}
