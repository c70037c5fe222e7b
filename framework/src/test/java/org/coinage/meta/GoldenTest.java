package org.coinage.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.FieldTensors;
import org.coinage.field.ParameterGradient;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.field.SirenParameters;
import org.coinage.field.WeightSelection;
import org.coinage.fitting.InnerLoop;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.InnerTrace;
import org.coinage.fitting.StepSizeKind;
import org.coinage.fitting.StepSizes;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.meta.MetaGradient.SignalGradient;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;
import org.coinage.testing.SharedData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every gradient of the golden networks, made by automatic differentiation of the public COIN++
 * code, is reproduced: float64 to 1e-9 and float32 to 1e-4 of a tensor's largest entry.
 */
class GoldenTest {

  private static final SeedTree NO_NOISE = SeedTree.root(0);

  @TestFactory
  Stream<DynamicTest> goldenCasesAreReproduced() throws IOException {
    Path folder = SharedData.requireGolden();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.toString().matches(".*_f(32|64)\\.json")).sorted().toList();
    }
    assertThat(files).as("golden cases in %s", folder).isNotEmpty();
    return files.stream()
        .flatMap(
            file ->
                engines(file).stream()
                    .map(
                        engine ->
                            DynamicTest.dynamicTest(
                                file.getFileName() + ", " + engine,
                                () -> new Check(file, engine).run())));
  }

  /** The fast engine computes in binary32 only. */
  private static List<String> engines(Path file) {
    return file.toString().endsWith("_f32.json")
        ? List.of("reference", "vector")
        : List.of("reference");
  }

  /** One case, checked from the forward pass to the outer step. */
  private static final class Check {

    private final GoldenCase golden;
    private final String engineName;
    private final ModulationSpace space;
    private final Parameters theta;
    private final List<Signal> signals;
    private final int batch;
    private final double tolerance;
    private final InnerLoopSettings settings;

    Check(Path file, String engineName) throws IOException {
      this.engineName = engineName;
      golden = new GoldenCase(file);
      space = golden.space();
      assertThat(space.layout().tensors().stream().map(t -> t.name()))
          .containsExactlyElementsOf(golden.parameterNames());
      theta = golden.parameters("param/", space.layout());
      batch = golden.batch();
      signals = IntStream.range(0, batch).mapToObj(golden::signal).toList();
      tolerance = golden.precision() == Precision.DOUBLE ? 1e-9 : 1e-4;
      settings =
          new InnerLoopSettings(
              golden.spec().get("inner_steps").asInt(),
              golden.spec().get("inner_lr").asDouble(),
              StepSizeKind.FIXED);
    }

    void run() {
      try (FieldEngine engine = FieldEngines.named(engineName, golden.precision())) {
        forward(engine);
        innerLoop(engine);
        plainGradient(engine);
        outerGradient(engine, MetaOrder.SECOND, "outer/grad_second_order/");
        outerGradient(engine, MetaOrder.FIRST, "outer/grad_first_order/");
        if (golden.has("metasgd/outer_loss")) {
          metaSgd(engine, MetaOrder.SECOND, "metasgd/grad_second_order/");
          metaSgd(engine, MetaOrder.FIRST, "metasgd/grad_first_order/");
        }
        if (golden.has("adam/loss_before_update1")) {
          adam(engine);
        }
      }
    }

    private void forward(FieldEngine engine) {
      for (int b = 0; b < batch; b++) {
        double[] random = golden.row("random_modulations", b);
        same(
            "forward/out_at_random_modulations",
            b,
            evaluate(engine, space.apply(theta, random), b));
        same(
            "forward/out_at_zero_modulations",
            b,
            evaluate(engine, space.apply(theta, new double[space.codeDim()]), b));
        FieldTensors plain = new SirenParameters(space.architecture()).view(theta);
        same("forward/out_base_siren_no_modulation", b, evaluate(engine, plain, b));
      }
    }

    private double[] evaluate(FieldEngine engine, FieldTensors psi, int b) {
      return engine.evaluate(space.architecture(), psi, signals.get(b).coordinates());
    }

    private void innerLoop(FieldEngine engine) {
      InnerLoop loop = new InnerLoop(engine, space, new StepSizes(settings, space.codeDim()));
      for (int b = 0; b < batch; b++) {
        InnerTrace trace = loop.run(theta, signals.get(b), settings.steps());
        for (int k = 0; k < settings.steps(); k++) {
          String step = "inner/step" + k + "/";
          same(step + "grad", b, trace.gradients()[k]);
          same(step + "modulations_after", b, trace.codes()[k + 1]);
          assertThat(trace.losses()[k])
              .isCloseTo(golden.row(step + "per_example_loss", b)[0], relative());
        }
        same("outer/reconstruction", b, evaluate(engine, space.apply(theta, trace.code()), b));
      }
    }

    private void plainGradient(FieldEngine engine) {
      ReconstructionObjective objective = new ReconstructionObjective(space);
      Parameters sum = Parameters.zeros(space.layout());
      double loss = 0;
      for (int b = 0; b < batch; b++) {
        ParameterGradient gradient = new ParameterGradient(space.layout());
        double[] code = golden.row("random_modulations", b);
        OuterGradient outer =
            OuterGradient.of(
                engine, space, WeightSelection.ALL, space.apply(theta, code), gradient);
        OuterObjective.Value value = objective.at(theta, code, signals.get(b), NO_NOISE, outer);
        outer.finish();
        loss += value.objective() / batch;
        sum.add(1.0 / batch, gradient.formed());
        double[] codeGradient = value.codeGradient().clone();
        for (int i = 0; i < codeGradient.length; i++) {
          codeGradient[i] /= batch;
        }
        same("plain/grad_modulations", b, codeGradient);
      }
      assertThat(loss).isCloseTo(golden.scalar("plain/loss"), relative());
      if (golden.has("plain/grad/" + golden.parameterNames().get(0))) {
        sameParameters("plain/grad/", sum);
      }
    }

    private void outerGradient(FieldEngine engine, MetaOrder order, String prefix) {
      StepSizes stepSizes = new StepSizes(settings, space.codeDim());
      MetaGradient metaGradient =
          new MetaGradient(engine, space, stepSizes, new ReconstructionObjective(space), order);
      try (OrderedMap threads = new OrderedMap(2)) {
        MetaBatch.BatchGradient mean =
            new MetaBatch(metaGradient, threads).of(theta, signals, NO_NOISE);
        assertThat(mean.objective()).isCloseTo(golden.scalar("outer/loss"), relative());
        assertThat(mean.psnr()).isCloseTo(golden.scalar("outer/psnr_mean"), relative());
        sameParameters(prefix, mean.parameters());
      }
      if (order == MetaOrder.SECOND) {
        for (int b = 0; b < batch; b++) {
          double[] initial =
              metaGradient.of(theta, signals.get(b), NO_NOISE).initialCodeGradient().clone();
          for (int i = 0; i < initial.length; i++) {
            initial[i] /= batch;
          }
          same(prefix + "modulations_init", b, initial);
        }
      }
    }

    private void metaSgd(FieldEngine engine, MetaOrder order, String prefix) {
      StepSizes stepSizes =
          new StepSizes(
              new InnerLoopSettings(
                  settings.steps(), settings.stepSize(), StepSizeKind.PER_DIMENSION),
              space.codeDim());
      Parameters wide = theta.widen(space.layout().plus(stepSizes.tensors()));
      double[] alpha = golden.tensor("alpha");
      System.arraycopy(alpha, 0, wide.tensor(StepSizes.TENSOR), 0, alpha.length);
      MetaGradient metaGradient =
          new MetaGradient(engine, space, stepSizes, new ReconstructionObjective(space), order);
      Parameters sum = Parameters.zeros(wide.layout());
      double loss = 0;
      for (int b = 0; b < batch; b++) {
        SignalGradient gradient = metaGradient.of(wide, signals.get(b), NO_NOISE);
        sum.add(1.0 / batch, gradient.parameters().formed());
        loss += gradient.value().objective() / batch;
        same("metasgd/step" + (settings.steps() - 1) + "/modulations_after", b, gradient.code());
      }
      assertThat(loss).isCloseTo(golden.scalar("metasgd/outer_loss"), relative());
      same(prefix + "alpha", sum.tensor(StepSizes.TENSOR));
      if (golden.has(prefix + golden.parameterNames().get(0))) {
        sameParameters(prefix, sum);
      }
    }

    private void adam(FieldEngine engine) {
      MetaGradient metaGradient =
          new MetaGradient(
              engine,
              space,
              new StepSizes(settings, space.codeDim()),
              new ReconstructionObjective(space),
              MetaOrder.SECOND);
      OuterStep step =
          new OuterStep(
              AdamOptimizer.STANDARD,
              LearningRates.of(golden.spec().get("outer_lr").asDouble()),
              Double.POSITIVE_INFINITY);
      OuterStep.State state = OuterStep.State.fresh(theta);
      try (OrderedMap threads = new OrderedMap(1)) {
        for (int update = 1; update <= 2; update++) {
          MetaBatch.BatchGradient mean =
              new MetaBatch(metaGradient, threads).of(state.theta(), signals, NO_NOISE);
          assertThat(mean.objective())
              .isCloseTo(golden.scalar("adam/loss_before_update" + update), relative());
          state = step.apply(state, mean.parameters(), 1);
          sameParameters("adam/params_after_" + update + "/", state.theta());
        }
      }
    }

    private void sameParameters(String prefix, Parameters found) {
      for (String name : golden.parameterNames()) {
        same(prefix + name, found.tensor(name));
      }
    }

    private void same(String name, int b, double[] found) {
      close(name + "[" + b + "]", golden.row(name, b), found);
    }

    private void same(String name, double[] found) {
      close(name, golden.tensor(name), found);
    }

    private void close(String name, double[] expected, double[] found) {
      assertThat(found).as(name).hasSameSizeAs(expected);
      double largest = 1e-300;
      for (double value : expected) {
        largest = Math.max(largest, Math.abs(value));
      }
      List<String> wrong = new ArrayList<>();
      for (int i = 0; i < expected.length; i++) {
        if (!(Math.abs(found[i] - expected[i]) <= tolerance * largest)) {
          wrong.add("[" + i + "] expected " + expected[i] + " found " + found[i]);
        }
      }
      assertThat(wrong).as(name).isEmpty();
    }

    private org.assertj.core.data.Percentage relative() {
      return org.assertj.core.data.Percentage.withPercentage(100 * tolerance);
    }
  }
}
