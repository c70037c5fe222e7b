package org.coinage.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/**
 * CIFAR-10 in its binary version (Krizhevsky, 2009): records of a label and the planes of red,
 * green and blue of a 32x32 image. Samples are {@code [32, 32]} with 3 channels.
 *
 * <p>The files are kept in memory as bytes. Immutable and thread-safe.
 */
public final class Cifar10 implements SampleSet {

  /** Shape of every image. */
  public static final GridShape SHAPE = GridShape.of(32, 32);

  private static final int PLANE = 32 * 32;
  private static final int RECORD = 1 + 3 * PLANE;
  private static final int CLASSES = 10;

  private final String name;
  private final List<Batch> batches;
  private final int size;
  private final Fingerprint fingerprint = Fingerprint.ofSamples(this);

  private Cifar10(String name, List<Batch> batches) {
    this.name = name;
    this.batches = batches;
    this.size = batches.stream().mapToInt(Batch::size).sum();
  }

  /**
   * The images of one binary batch.
   *
   * @throws DatasetException.Missing if there is no such file
   * @throws DatasetException.Format if it does not consist of records, or a label is not in [0, 9]
   */
  public static Cifar10 file(Path file) {
    return new Cifar10(file.getFileName().toString(), List.of(Batch.read(file)));
  }

  /**
   * The training images, {@code data_batch_*.bin} of a folder in the order of their names.
   *
   * @throws DatasetException.Missing if the folder has none
   * @throws DatasetException.Format as {@link #file}
   */
  public static Cifar10 training(Path folder) {
    List<Batch> batches = new ArrayList<>();
    for (Path file : batchFiles(folder)) {
      batches.add(Batch.read(file));
    }
    return new Cifar10("cifar10-train", List.copyOf(batches));
  }

  /**
   * The test images, {@code test_batch.bin} of a folder.
   *
   * @throws DatasetException as {@link #file}
   */
  public static Cifar10 test(Path folder) {
    return new Cifar10("cifar10-test", List.of(Batch.read(folder.resolve("test_batch.bin"))));
  }

  private static List<Path> batchFiles(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries
              .filter(file -> file.getFileName().toString().matches("data_batch_.*\\.bin"))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new DatasetException.Missing(
            folder + " holds no data_batch_*.bin; is it the folder cifar-10-batches-bin?");
      }
      return files;
    } catch (IOException e) {
      throw new DatasetException.Missing("cannot list the folder " + folder, e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Samples get(int index) {
    Position at = locate(index);
    byte[] bytes = at.batch.bytes;
    int start = at.record * RECORD + 1;
    float[] values = new float[3 * PLANE];
    for (int point = 0; point < PLANE; point++) {
      for (int channel = 0; channel < 3; channel++) {
        values[3 * point + channel] = EightBit.toUnit(bytes[start + channel * PLANE + point]);
      }
    }
    return new Samples(SHAPE, 3, values);
  }

  /** Class of an image, 0 (airplane) to 9 (truck). */
  public int label(int index) {
    Position at = locate(index);
    return at.batch.bytes[at.record * RECORD];
  }

  @Override
  public String id(int index) {
    Position at = locate(index);
    return at.batch.file + "#" + at.record;
  }

  @Override
  public String fingerprint() {
    return fingerprint.value();
  }

  private Position locate(int index) {
    int record = Objects.checkIndex(index, size);
    for (Batch batch : batches) {
      if (record < batch.size()) {
        return new Position(batch, record);
      }
      record -= batch.size();
    }
    throw new AssertionError(index);
  }

  private record Position(Batch batch, int record) {}

  private record Batch(String file, byte[] bytes) {

    static Batch read(Path file) {
      byte[] bytes = WholeFile.read(file);
      if (bytes.length == 0 || bytes.length % RECORD != 0) {
        throw new DatasetException.Format(
            file,
            "has "
                + bytes.length
                + " bytes, not a positive multiple of the "
                + RECORD
                + " bytes of a CIFAR-10 record (cut short, or another format?)");
      }
      for (int start = 0; start < bytes.length; start += RECORD) {
        int label = bytes[start] & 255;
        if (label >= CLASSES) {
          throw new DatasetException.Format(
              file,
              "record "
                  + start / RECORD
                  + " has the label "
                  + label
                  + ", CIFAR-10 has 0 to 9 (CIFAR-100, or another format?)");
        }
      }
      return new Batch(file.getFileName().toString(), bytes);
    }

    int size() {
      return bytes.length / RECORD;
    }
  }
}
