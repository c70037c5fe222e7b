package org.coinage.experiments.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.coinage.datasets.SampleSet;
import org.coinage.experiments.replay.RecordedRun.CurvePoint;
import org.coinage.field.FieldEngine;
import org.coinage.field.Parameters;
import org.coinage.fitting.InnerLoop;
import org.coinage.fitting.InnerTrace;
import org.coinage.fitting.StepSizes;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.meta.LearningRates;
import org.coinage.meta.MetaBatch;
import org.coinage.meta.MetaGradient;
import org.coinage.meta.MetaOrder;
import org.coinage.meta.OuterStep;
import org.coinage.meta.ReconstructionObjective;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;

/** Repeats a recorded run from its initial parameters with its own batches. */
public final class Replay {

  private final RecordedRun recorded;
  private final FieldEngine engine;
  private final OrderedMap threads;

  /** A replay on the given engine and threads. */
  public Replay(RecordedRun recorded, FieldEngine engine, OrderedMap threads) {
    this.recorded = recorded;
    this.engine = engine;
    this.threads = threads;
  }

  /**
   * One step beside the recorded one.
   *
   * @param step counted from 1
   * @param loss outer loss before the update
   * @param recordedLoss what the recording says
   */
  public record StepComparison(long step, double loss, double recordedLoss) {

    /** Difference relative to the recording. */
    public double relativeDifference() {
      return Math.abs(loss - recordedLoss) / recordedLoss;
    }
  }

  /**
   * One validation beside the recorded one, in dB.
   *
   * @param step outer steps done
   * @param psnrThreeSteps after 3 inner steps
   * @param recordedThreeSteps what the recording says
   * @param psnrTenSteps after 10 inner steps
   * @param recordedTenSteps what the recording says
   */
  public record CurveComparison(
      long step,
      double psnrThreeSteps,
      double recordedThreeSteps,
      double psnrTenSteps,
      double recordedTenSteps) {

    /** Larger of the two differences, in dB. */
    public double difference() {
      return Math.max(
          Math.abs(psnrThreeSteps - recordedThreeSteps), Math.abs(psnrTenSteps - recordedTenSteps));
    }
  }

  /**
   * A replay from its start.
   *
   * @param steps every step done
   * @param curve the validations among them
   */
  public record Outcome(List<StepComparison> steps, List<CurveComparison> curve) {}

  /**
   * Runs the first {@code steps} steps, with the recording's validations among them.
   *
   * @param steps at most as many as recorded
   * @param progress sees each step as it is done
   * @throws IOException if the recording cannot be read
   */
  public Outcome run(int steps, Consumer<StepComparison> progress) throws IOException {
    ModulationSpace space = recorded.space();
    StepSizes stepSizes = new StepSizes(recorded.innerLoop(), space.codeDim());
    MetaBatch batchGradient =
        new MetaBatch(
            new MetaGradient(
                engine, space, stepSizes, new ReconstructionObjective(space), MetaOrder.SECOND),
            threads);
    OuterStep outerStep =
        new OuterStep(
            recorded.optimizer(),
            LearningRates.of(recorded.learningRate()),
            Double.POSITIVE_INFINITY);
    List<Signal> images = signals(recorded.trainingImages());
    List<Signal> validation = signals(recorded.testImages());
    int[][] batches = recorded.batches();
    List<Double> losses = recorded.losses();
    InnerLoop innerLoop = new InnerLoop(engine, space, stepSizes);
    OuterStep.State state = OuterStep.State.fresh(recorded.initialParameters());
    List<StepComparison> done = new ArrayList<>();
    List<CurveComparison> curve = new ArrayList<>();
    for (int step = 0; step <= steps; step++) {
      for (CurvePoint point : recorded.curve()) {
        if (point.step() == step) {
          curve.add(validate(innerLoop, state.theta(), validation, point));
        }
      }
      if (step < steps) {
        List<Signal> batch = Arrays.stream(batches[step]).mapToObj(images::get).toList();
        MetaBatch.BatchGradient mean =
            batchGradient.of(state.theta(), batch, SeedTree.root(0).child(step));
        StepComparison comparison =
            new StepComparison(step + 1, mean.objective(), losses.get(step));
        done.add(comparison);
        progress.accept(comparison);
        OuterStep.State next = outerStep.apply(state, mean.parameters(), 1);
        // The recorded run held its parameters in binary32, and rounding them is the largest of the
        // errors that grow: the exact trajectory is 1.5e-3 away from the recording at step 23.
        state = new OuterStep.State(next.theta().roundedToFloat(), next.moments());
      }
    }
    return new Outcome(done, curve);
  }

  private CurveComparison validate(
      InnerLoop innerLoop, Parameters theta, List<Signal> images, CurvePoint recordedPoint) {
    List<double[]> psnr =
        threads.map(
            images.size(),
            i -> {
              InnerTrace trace = innerLoop.run(theta, images.get(i), 11);
              return new double[] {psnr(trace.losses()[3]), psnr(trace.losses()[10])};
            });
    double three = psnr.stream().mapToDouble(values -> values[0]).average().orElseThrow();
    double ten = psnr.stream().mapToDouble(values -> values[1]).average().orElseThrow();
    return new CurveComparison(
        recordedPoint.step(),
        three,
        recordedPoint.psnrThreeSteps(),
        ten,
        recordedPoint.psnrTenSteps());
  }

  private static double psnr(double meanSquaredError) {
    return -10 * Math.log10(meanSquaredError);
  }

  /** Images of one shape share one coordinate array. */
  private static List<Signal> signals(SampleSet images) {
    GridShape shape = images.get(0).shape();
    float[] coordinates = LinspaceFrame.UNIT.coordinates(shape);
    return IntStream.range(0, images.size())
        .mapToObj(images::get)
        .map((Samples samples) -> new Signal(shape, coordinates, samples.values()))
        .toList();
  }
}
