package org.coinage.experiments.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coinage.datasets.Cifar10;
import org.coinage.datasets.SampleSet;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizeKind;
import org.coinage.meta.AdamOptimizer;
import org.coinage.modulation.LatentModulation;
import org.coinage.modulation.ModulationSpace;

/**
 * A recorded COIN++ run on CIFAR-10 images: {@code replay.json} (settings and parameter layout),
 * {@code init_params.f32le}, {@code batch_indices.i32le} [steps, batch], {@code
 * train_loss_per_step.csv}, {@code curve.csv} and the images in CIFAR-10 binary records.
 */
public final class RecordedRun {

  /**
   * One validation of the recorded run.
   *
   * @param step outer steps done
   * @param psnrThreeSteps mean PSNR over the test images after 3 inner steps, in dB
   * @param psnrTenSteps the same after 10
   */
  public record CurvePoint(long step, double psnrThreeSteps, double psnrTenSteps) {}

  private final JsonNode root;
  private final Path folder;
  private final ModulationSpace space;

  /**
   * Reads the settings of a recorded run.
   *
   * @throws IOException if a file is missing or unreadable
   */
  public RecordedRun(Path folder) throws IOException {
    this.folder = folder;
    this.root = new ObjectMapper().readTree(folder.resolve("replay.json").toFile());
    JsonNode hyper = hyper();
    this.space =
        LatentModulation.shift(
            SirenArchitecture.coinPlusPlus(
                2,
                hyper.get("hidden").asInt(),
                hyper.get("layers").asInt(),
                3,
                hyper.get("w0").asDouble()),
            hyper.get("latent").asInt());
  }

  private JsonNode hyper() {
    return root.get("hyper");
  }

  /** The latent-shift space of the run. */
  public ModulationSpace space() {
    return space;
  }

  /** Settings of its inner loop. */
  public InnerLoopSettings innerLoop() {
    return new InnerLoopSettings(
        hyper().get("inner_steps").asInt(), hyper().get("inner_lr").asDouble(), StepSizeKind.FIXED);
  }

  /** Its optimizer. */
  public AdamOptimizer optimizer() {
    JsonNode adam = root.get("adam");
    return new AdamOptimizer(
        adam.get("beta1").asDouble(), adam.get("beta2").asDouble(), adam.get("epsilon").asDouble());
  }

  /** Its outer learning rate. */
  public double learningRate() {
    return hyper().get("outer_lr").asDouble();
  }

  /** Parameters before the first step. */
  public Parameters initialParameters() throws IOException {
    ByteBuffer bytes = littleEndian("init_params.f32le");
    Parameters parameters = Parameters.zeros(space.layout());
    for (JsonNode tensor : root.get("params")) {
      double[] values = parameters.tensor(tensor.get("name").asText());
      int offset = tensor.get("offset_floats").asInt();
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes.getFloat(4 * (offset + i));
      }
    }
    return parameters;
  }

  /** Indices of the training images of each step. */
  public int[][] batches() throws IOException {
    ByteBuffer bytes = littleEndian("batch_indices.i32le");
    int batch = hyper().get("batch").asInt();
    int[][] indices = new int[bytes.capacity() / (4 * batch)][batch];
    for (int[] step : indices) {
      for (int i = 0; i < batch; i++) {
        step[i] = bytes.getInt();
      }
    }
    return indices;
  }

  /** Recorded outer loss of each step, before its update. */
  public List<Double> losses() throws IOException {
    List<Double> losses = new ArrayList<>();
    for (String[] row : rows("train_loss_per_step.csv")) {
      losses.add(Double.valueOf(row[1]));
    }
    return losses;
  }

  /** Recorded validations. */
  public List<CurvePoint> curve() throws IOException {
    List<CurvePoint> points = new ArrayList<>();
    for (String[] row : rows("curve.csv")) {
      points.add(
          new CurvePoint(
              Long.parseLong(row[0]), Double.parseDouble(row[5]), Double.parseDouble(row[7])));
    }
    return points;
  }

  /** Training images. */
  public SampleSet trainingImages() {
    return Cifar10.file(folder.resolve("train_2000.bin"));
  }

  /** Test images. */
  public SampleSet testImages() {
    return Cifar10.file(folder.resolve("test_200.bin"));
  }

  private ByteBuffer littleEndian(String name) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
  }

  private List<String[]> rows(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name)).stream()
        .skip(1)
        .filter(line -> !line.isBlank())
        .map(line -> line.split(",", -1))
        .toList();
  }
}
