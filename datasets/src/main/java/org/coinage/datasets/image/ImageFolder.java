package org.coinage.datasets.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.coinage.datasets.DatasetException;
import org.coinage.datasets.Fingerprint;
import org.coinage.datasets.SampleSet;
import org.coinage.signal.Samples;

/**
 * The PNG and JPEG images of a folder, in the order of their relative paths, read anew whenever
 * asked for. Images may differ in size. Hidden files are left out. The list is made once;
 * thread-safe.
 */
public final class ImageFolder implements SampleSet {

  private static final Logger LOG = LogManager.getLogger(ImageFolder.class);

  private final Path folder;
  private final ColourMode mode;
  private final List<String> names;
  private final ConcurrentSkipListMap<Integer, List<String>> notices =
      new ConcurrentSkipListMap<>();
  private final Fingerprint fingerprint = Fingerprint.ofSamples(this);

  private ImageFolder(Path folder, ColourMode mode, List<String> names) {
    this.folder = folder;
    this.mode = mode;
    this.names = names;
  }

  /**
   * The images in a folder itself.
   *
   * @throws DatasetException.Missing if there is no such folder, or no image in it
   */
  public static ImageFolder flat(Path folder, ColourMode mode) {
    return open(folder, mode, 1);
  }

  /**
   * The images in a folder and all below it; links to folders are not followed.
   *
   * @throws DatasetException.Missing if there is no such folder, or no image in it
   */
  public static ImageFolder recursive(Path folder, ColourMode mode) {
    return open(folder, mode, Integer.MAX_VALUE);
  }

  private static ImageFolder open(Path folder, ColourMode mode, int depth) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException.Missing(
          folder + (Files.exists(folder) ? " is not a folder" : " does not exist"));
    }
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, depth)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(ImageFolder::isImage)
          .sorted(Comparator.naturalOrder())
          .forEach(names::add);
    } catch (IOException | UncheckedIOException e) {
      throw new DatasetException.Missing("cannot list the folder " + folder, e);
    }
    if (names.isEmpty()) {
      throw new DatasetException.Missing(folder + " holds no .png, .jpg or .jpeg file");
    }
    return new ImageFolder(folder, mode, List.copyOf(names));
  }

  private static boolean isImage(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean hidden = lower.startsWith(".") || lower.contains("/.");
    return !hidden && (lower.endsWith(".png") || lower.endsWith(".jpg") || lower.endsWith(".jpeg"));
  }

  @Override
  public String name() {
    return folder.toAbsolutePath().normalize().getFileName() == null
        ? folder.toString()
        : folder.toAbsolutePath().normalize().getFileName().toString();
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public Samples get(int index) {
    DecodedImage image = ImageFile.read(file(index), mode);
    if (!image.notices().isEmpty() && notices.putIfAbsent(index, image.notices()) == null) {
      LOG.warn("{}: {}", names.get(index), String.join("; ", image.notices()));
    }
    return image.samples();
  }

  /** The path of an image relative to the folder, with forward slashes. */
  @Override
  public String id(int index) {
    return names.get(Objects.checkIndex(index, names.size()));
  }

  /** Where an image lies. */
  public Path file(int index) {
    return folder.resolve(id(index));
  }

  /** What was done to the images read so far, one line each, in the order of the images. */
  public List<String> notices() {
    List<String> lines = new ArrayList<>();
    notices.forEach((index, texts) -> texts.forEach(text -> lines.add(id(index) + ": " + text)));
    return lines;
  }

  @Override
  public String fingerprint() {
    return fingerprint.value();
  }
}
