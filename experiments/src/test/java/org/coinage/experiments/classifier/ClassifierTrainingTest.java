package org.coinage.experiments.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.coinage.experiments.classifier.ClassifierTraining.Course;
import org.coinage.kernel.SeedTree;
import org.coinage.sparsity.AcDc;
import org.coinage.sparsity.BernoulliGates;
import org.coinage.sparsity.ConnectivityLearning;
import org.coinage.sparsity.DualAscent;
import org.coinage.sparsity.GateGranularity;
import org.coinage.sparsity.GlobalSelector;
import org.coinage.sparsity.HardConcreteGate;
import org.coinage.sparsity.L0Gates;
import org.coinage.sparsity.MagnitudePruning;
import org.coinage.sparsity.MagnitudeScorer;
import org.coinage.sparsity.PhaseSchedule;
import org.coinage.sparsity.RetrainingSchedule;
import org.coinage.sparsity.RigL;
import org.coinage.sparsity.SizeConstraint;
import org.coinage.sparsity.SizePressure;
import org.coinage.sparsity.SparsityMethod;
import org.coinage.sparsity.StaticRandomMask;
import org.coinage.sparsity.UniformAllocation;
import org.coinage.training.SparsifiedParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On two classes that a line separates. */
class ClassifierTrainingTest {

  private static final SparsifiedParts ALL = new SparsifiedParts(true, true, true, false);

  private static final ClassifierSettings SETTINGS =
      new ClassifierSettings(List.of(10, 12, 2), 8, 10, 0.02);

  private static final LabelledImages IMAGES = images(1, 120);
  private static final ClassifierTraining TRAINING =
      new ClassifierTraining(SETTINGS, IMAGES, images(2, 60));

  private static LabelledImages images(long seed, int count) {
    RandomGenerator random = SeedTree.root(seed).generator();
    float[][] images = new float[count][10];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < 10; j++) {
        images[i][j] = random.nextFloat();
      }
      labels[i] = images[i][0] + images[i][1] > images[i][2] + images[i][3] ? 1 : 0;
    }
    return new LabelledImages(images, labels, "generated");
  }

  private static ClassifierResult run(Optional<Course> course, long seed) {
    return TRAINING.run("it", course, seed, unused -> {});
  }

  @Test
  void aDenseNetworkLearnsAndKeepsAllItsWeights() {
    ClassifierResult result = run(Optional.empty(), 1);
    assertThat(result.testErrorPercent()).isLessThan(20);
    assertThat(result.kept()).isEqualTo(result.weights()).isEqualTo(10 * 12 + 12 * 2);
    assertThat(result.expected()).isEqualTo(1);
  }

  private static Course from(SparsityMethod method) {
    return new Course(dense -> method, false, ALL);
  }

  static Stream<Course> exact() {
    return Stream.of(
        from(new StaticRandomMask(0.75, new UniformAllocation(), false)),
        from(new RigL(new RigL.Settings(0.75, 0.3, 10, 0.75, 1), new UniformAllocation(), false)),
        from(
            new AcDc(
                0.75,
                new PhaseSchedule(0.1, 0.1, 0.1, 0.3),
                MagnitudeScorer.NORMALISED,
                new GlobalSelector())),
        new Course(
            dense ->
                new MagnitudePruning(
                    new MagnitudePruning.Settings(0.75, 2, 0, RetrainingSchedule.ALLR),
                    MagnitudeScorer.NORMALISED,
                    new GlobalSelector(),
                    dense),
            true,
            ALL));
  }

  @ParameterizedTest
  @MethodSource("exact")
  void aQuarterOfTheWeightsIsLeftExactlyAndStillTellsTheClasses(Course course) {
    ClassifierResult result = run(Optional.of(course), 1);
    assertThat(result.kept()).isEqualTo(result.weights() / 4);
    assertThat(result.testErrorPercent()).isLessThan(35);
    assertThat(run(Optional.of(course), 1)).isEqualTo(result);
  }

  private static L0Gates gates(SizePressure pressure) {
    return new L0Gates(
        HardConcreteGate.STANDARD,
        new L0Gates.Settings(GateGranularity.COLUMNS, true, 0.5, 0.02),
        pressure);
  }

  static Stream<Course> learned() {
    return Stream.of(
        from(
            new ConnectivityLearning(
                new ConnectivityLearning.Settings(
                    0.5, 0.02, 0.1, ConnectivityLearning.Normalisation.RMS, 0.75, 5))),
        from(gates(new SizePressure.Penalty(0.2))),
        from(
            gates(
                new SizePressure.Constrained(
                    new SizeConstraint.ExpectedSize(0.6), DualAscent.restarting(0.01)))),
        from(
            new BernoulliGates(
                new BernoulliGates.Settings(
                    GateGranularity.COLUMNS, 0.9, 0.01, 0.2, 0, 0.05, 0.01, 5))));
  }

  @ParameterizedTest
  @MethodSource("learned")
  void methodsThatLearnWhatToKeepLeaveZerosAndTellTheClassesToo(Course course) {
    ClassifierTraining longer =
        new ClassifierTraining(SETTINGS.withEpochs(40), IMAGES, images(2, 60));
    ClassifierResult result = longer.run("it", Optional.of(course), 1, unused -> {});
    assertThat(result.kept()).isBetween(1L, result.weights() - 1);
    assertThat(result.expected()).isBetween(0.0, 1.0);
    assertThat(result.testErrorPercent()).isLessThan(35);
  }

  /** Half of the first layer's 120 weights are left, and all 24 of the last. */
  @Test
  void layersThatTakeNoPartStayDenseAndCount() {
    SparsityMethod method = new StaticRandomMask(0.5, new UniformAllocation(), false);
    SparsifiedParts first = new SparsifiedParts(true, false, false, false);
    ClassifierResult result = run(Optional.of(new Course(dense -> method, false, first)), 1);
    assertThat(result.weights()).isEqualTo(144);
    assertThat(result.kept()).isEqualTo(60 + 24);
  }

  @Test
  void everyEpochIsReported() {
    List<String> lines = new ArrayList<>();
    TRAINING.run("it", Optional.empty(), 1, lines::add);
    assertThat(lines).hasSize(8);
    assertThat(lines.get(7)).startsWith("epoch 8 of 8, loss ");
  }
}
