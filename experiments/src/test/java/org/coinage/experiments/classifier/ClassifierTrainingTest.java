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
import org.coinage.sparsity.GlobalSelector;
import org.coinage.sparsity.MagnitudePruning;
import org.coinage.sparsity.MagnitudeScorer;
import org.coinage.sparsity.PhaseSchedule;
import org.coinage.sparsity.RetrainingSchedule;
import org.coinage.sparsity.RigL;
import org.coinage.sparsity.StaticRandomMask;
import org.coinage.sparsity.UniformAllocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On two classes that a line separates. */
class ClassifierTrainingTest {

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

  static Stream<Course> courses() {
    return Stream.of(
        new Course(dense -> new StaticRandomMask(0.75, new UniformAllocation(), false), false),
        new Course(
            dense ->
                new RigL(new RigL.Settings(0.75, 0.3, 10, 0.75, 1), new UniformAllocation(), false),
            false),
        new Course(
            dense ->
                new AcDc(
                    0.75,
                    new PhaseSchedule(0.1, 0.1, 0.1, 0.3),
                    MagnitudeScorer.NORMALISED,
                    new GlobalSelector()),
            false),
        new Course(
            dense ->
                new MagnitudePruning(
                    new MagnitudePruning.Settings(0.75, 2, 0, RetrainingSchedule.ALLR),
                    MagnitudeScorer.NORMALISED,
                    new GlobalSelector(),
                    dense),
            true));
  }

  @ParameterizedTest
  @MethodSource("courses")
  void aQuarterOfTheWeightsIsLeftExactlyAndStillTellsTheClasses(Course course) {
    ClassifierResult result = run(Optional.of(course), 1);
    assertThat(result.kept()).isEqualTo(result.weights() / 4);
    assertThat(result.testErrorPercent()).isLessThan(35);
    assertThat(run(Optional.of(course), 1)).isEqualTo(result);
  }

  @Test
  void everyEpochIsReported() {
    List<String> lines = new ArrayList<>();
    TRAINING.run("it", Optional.empty(), 1, lines::add);
    assertThat(lines).hasSize(8);
    assertThat(lines.get(7)).startsWith("epoch 8 of 8, loss ");
  }
}
