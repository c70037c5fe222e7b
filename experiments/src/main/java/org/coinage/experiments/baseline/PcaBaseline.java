package org.coinage.experiments.baseline;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.CodeModelFit;
import org.coinage.entropy.CorruptStreamException;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/**
 * What learning without a network reaches: principal components of the training images, one uniform
 * step for all coefficients, and Coinage's own entropy coder with a table per component fitted to
 * the same training images. Components that the step reduces to a constant cost nothing, so the
 * step alone sweeps the rate. Quality is minus the binary logarithm of the step: one more halves
 * it.
 *
 * <p>The set becomes one file like a purse: a header, then blocks of {@value #BLOCK} images with a
 * checksum each. Mean, components and tables are trained beforehand and shared like a mint, not
 * counted. Container bytes are the header and the checksums.
 */
public final class PcaBaseline implements BaselineCodec {

  /** Images per block. */
  public static final int BLOCK = 64;

  /** Components kept unless asked otherwise. */
  public static final int COMPONENTS = 256;

  private static final int MAGIC = 0x50434101;
  private static final int CHECKSUM = Integer.BYTES;

  private final GridShape shape;
  private final int channels;
  private final PrincipalComponents components;
  private final double[][] trainingCoefficients;
  private final Map<Double, CodeModel> models = new ConcurrentHashMap<>();

  /**
   * Learns from images of one shape; those to be coded must have it too.
   *
   * @param training at least two images
   * @param maxComponents upper limit of the number of components
   */
  public PcaBaseline(List<Samples> training, int maxComponents, SeedTree seeds) {
    if (training.size() < 2 || maxComponents < 1) {
      throw new IllegalArgumentException(
          "PCA needs at least 2 training images and 1 component, found "
              + training.size()
              + " and "
              + maxComponents);
    }
    shape = training.get(0).shape();
    channels = training.get(0).channels();
    double[][] rows = rows(training);
    components =
        PrincipalComponents.fit(
            rows, maxComponents, seeds.child("principal components").generator());
    trainingCoefficients = components.project(rows);
  }

  @Override
  public String name() {
    return "PCA";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public boolean oneShape() {
    return true;
  }

  @Override
  public List<Double> qualities() {
    return List.of(-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5);
  }

  /** Number of components found. */
  public int components() {
    return components.count();
  }

  @Override
  public CodedSet encode(List<Samples> images, double quality) {
    CodeModel model = model(quality);
    int[][] codes = quantize(components.project(rows(images)), quality);
    List<byte[]> blocks = new ArrayList<>();
    for (int from = 0; from < codes.length; from += BLOCK) {
      int[][] block = Arrays.copyOfRange(codes, from, Math.min(codes.length, from + BLOCK));
      blocks.add(model.encodeAll(Arrays.stream(block).map(model::project).toList()));
    }
    int payload = blocks.stream().mapToInt(block -> block.length).sum();
    int header = 2 * Integer.BYTES + Double.BYTES + Integer.BYTES * blocks.size();
    int container = header + CHECKSUM * (1 + blocks.size());
    ByteBuffer file = ByteBuffer.allocate(container + payload);
    file.putInt(MAGIC).putInt(codes.length).putDouble(quality);
    blocks.forEach(block -> file.putInt(block.length));
    file.putInt(checksum(file.array(), 0, header));
    for (byte[] block : blocks) {
      file.put(block).putInt(checksum(block, 0, block.length));
    }
    return new CodedSet(List.of(file.array()), container);
  }

  @Override
  public List<Samples> decode(CodedSet coded) {
    List<Samples> images = new ArrayList<>();
    for (byte[] file : coded.files()) {
      try {
        images.addAll(decode(file));
      } catch (BufferUnderflowException | CorruptStreamException e) {
        throw new BaselineException(
            "PCA: a file of " + file.length + " bytes is truncated or damaged", e);
      }
    }
    return images;
  }

  private List<Samples> decode(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    if (file.getInt() != MAGIC) {
      throw new BaselineException("PCA: a file of " + bytes.length + " bytes is none of PCA's");
    }
    int count = file.getInt();
    double quality = file.getDouble();
    int blocks = (int) ((count + (long) BLOCK - 1) / BLOCK);
    if (count < 1 || blocks > file.remaining() / Integer.BYTES) {
      throw new BaselineException("PCA: " + count + " images in " + bytes.length + " bytes");
    }
    int[] lengths = new int[blocks];
    Arrays.setAll(lengths, i -> file.getInt());
    int header = file.position();
    requireChecksum(file.getInt(), checksum(bytes, 0, header), "the header");
    CodeModel model = model(quality);
    List<int[]> codes = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      int start = file.position();
      if (lengths[i] < 0 || lengths[i] > file.remaining()) {
        throw new BufferUnderflowException();
      }
      file.position(start + lengths[i]);
      requireChecksum(file.getInt(), checksum(bytes, start, lengths[i]), "block " + i);
      codes.addAll(model.decodeAll(bytes, start, lengths[i], Math.min(BLOCK, count - i * BLOCK)));
    }
    return restore(codes, quality);
  }

  private List<Samples> restore(List<int[]> codes, double quality) {
    double step = step(quality);
    double[][] coefficients =
        codes.stream()
            .map(code -> Arrays.stream(code).mapToDouble(symbol -> symbol * step).toArray())
            .toArray(double[][]::new);
    List<Samples> images = new ArrayList<>();
    for (double[] row : components.restore(coefficients)) {
      float[] values = new float[row.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) row[i];
      }
      images.add(new Samples(shape, channels, values));
    }
    return images;
  }

  private CodeModel model(double quality) {
    return models.computeIfAbsent(
        quality, each -> CodeModelFit.perDimension(quantize(trainingCoefficients, each)));
  }

  private static int[][] quantize(double[][] coefficients, double quality) {
    double step = step(quality);
    return Arrays.stream(coefficients)
        .map(row -> Arrays.stream(row).mapToInt(value -> (int) Math.rint(value / step)).toArray())
        .toArray(int[][]::new);
  }

  private static double step(double quality) {
    return Math.pow(2, -quality);
  }

  private double[][] rows(List<Samples> images) {
    double[][] rows = new double[images.size()][];
    for (int i = 0; i < rows.length; i++) {
      Samples image = images.get(i);
      if (!image.shape().equals(shape) || image.channels() != channels) {
        throw new BaselineException(
            "PCA was learned from images of "
                + shape
                + " with "
                + channels
                + " channels and cannot take one of "
                + image.shape()
                + " with "
                + image.channels()
                + "; code patches of one size instead");
      }
      double[] row = new double[image.values().length];
      for (int j = 0; j < row.length; j++) {
        row[j] = image.values()[j];
      }
      rows[i] = row;
    }
    return rows;
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static void requireChecksum(int found, int expected, String what) {
    if (found != expected) {
      throw new BaselineException("PCA: " + what + " is damaged: its checksum does not match");
    }
  }
}
