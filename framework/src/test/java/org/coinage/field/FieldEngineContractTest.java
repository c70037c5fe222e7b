package org.coinage.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.coinage.field.FieldEngine.GaussNewton;
import org.coinage.field.FieldEngine.LossGradient;
import org.coinage.field.FieldEngine.TangentGradient;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.GridShape;
import org.coinage.signal.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every engine must hold, in both precisions; a test of an engine extends this. The oracle is
 * the field written as plain loops ({@link RandomField}) and its five-point differences; numbers
 * are compared relative to the largest entry of their tensor.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FieldEngineContractTest {

  private static final Set<FieldPart> ALL = Set.copyOf(EnumSet.allOf(FieldPart.class));

  private FieldEngine narrow;
  private FieldEngine wide;

  /** The engine under test; closed by the caller. */
  protected abstract FieldEngine create(Precision precision);

  @BeforeAll
  void open() {
    narrow = create(Precision.FLOAT);
    wide = create(Precision.DOUBLE);
  }

  @AfterAll
  void close() {
    narrow.close();
    wide.close();
  }

  private FieldEngine engine(Precision precision) {
    return precision == Precision.DOUBLE ? wide : narrow;
  }

  @ParameterizedTest
  @EnumSource
  void engineSaysInWhichTypeItComputes(Precision precision) {
    assertThat(engine(precision).precision()).isEqualTo(precision);
    assertThat(engine(precision).name()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void evaluationFollowsTheEquationsOfTheField(Precision precision) {
    for (RandomField field : RandomField.several()) {
      double[] found =
          engine(precision)
              .evaluate(field.architecture(), field.psi(), field.signal().coordinates());
      close(precision, 1e-12, field, field.evaluate(), found);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientIsTheDerivativeOfTheLoss(Precision precision) {
    for (RandomField drawn : RandomField.several()) {
      for (RandomField field : List.of(drawn, drawn.explicit())) {
        Set<FieldPart> wanted = presentParts(field.psi());
        LossGradient found =
            engine(precision).gradient(field.architecture(), field.psi(), field.signal(), wanted);

        assertThat(found.loss()).isCloseTo(field.loss(), within(precision, 1e-12, field.loss()));
        List<double[]> parameters = FieldVector.tensors(field.psi());
        List<double[]> gradients = FieldVector.tensors(found.gradient());
        assertThat(gradients).hasSameSizeAs(parameters);
        for (int t = 0; t < parameters.size(); t++) {
          close(precision, 1e-9, field, differences(field, t), gradients.get(t));
        }
      }
    }
  }

  /** Entry by entry, tensor {@code t} of psi moved in place and put back. */
  private static double[] differences(RandomField field, int t) {
    FieldTensors copy = FieldVector.moved(field.psi(), 0, field.psi());
    RandomField moving = field.at(copy);
    double[] tensor = FieldVector.tensors(copy).get(t);
    double[] expected = new double[tensor.length];
    for (int i = 0; i < tensor.length; i++) {
      double value = tensor[i];
      int entry = i;
      expected[i] =
          FieldVector.derivative(
              step -> {
                tensor[entry] = value + step;
                return new double[] {moving.loss()};
              })[0];
      tensor[i] = value;
    }
    return expected;
  }

  static Stream<Arguments> subsetsInBothPrecisions() {
    return subsets()
        .flatMap(
            wanted ->
                Stream.of(Precision.values()).map(precision -> Arguments.of(precision, wanted)));
  }

  static Stream<Set<FieldPart>> subsets() {
    return Stream.of(
        Set.of(FieldPart.WEIGHTS),
        Set.of(FieldPart.SCALES),
        Set.of(FieldPart.SHIFTS),
        Set.of(FieldPart.WEIGHTS, FieldPart.SCALES),
        Set.of(FieldPart.WEIGHTS, FieldPart.SHIFTS),
        Set.of(FieldPart.SCALES, FieldPart.SHIFTS),
        ALL);
  }

  @ParameterizedTest
  @MethodSource("subsetsInBothPrecisions")
  void exactlyTheWantedPartsAreFormedAndDoNotDependOnWhatElseIsWanted(
      Precision precision, Set<FieldPart> wanted) {
    FieldEngine engine = engine(precision);
    for (RandomField field : RandomField.several()) {
      FieldTensors direction = field.direction(1, true, field.psi().hasScales(), true);
      TangentGradient all =
          engine.tangentGradient(field.architecture(), field.psi(), direction, field.signal(), ALL);
      TangentGradient some =
          engine.tangentGradient(
              field.architecture(), field.psi(), direction, field.signal(), wanted);
      LossGradient plain =
          engine.gradient(field.architecture(), field.psi(), field.signal(), wanted);

      LossGradient allPlain =
          engine.gradient(field.architecture(), field.psi(), field.signal(), ALL);
      Set<FieldPart> modulated = new HashSet<>(wanted);
      modulated.remove(FieldPart.WEIGHTS);

      for (FieldTensors found : List.of(some.derivative(), plain.gradient())) {
        assertThat(presentParts(found)).as("%s", field.architecture()).isEqualTo(wanted);
      }
      assertThat(presentParts(some.gradient())).as("besides").isEqualTo(modulated);
      close(precision, field, only(modulated, allPlain.gradient()), some.gradient());
      close(precision, field, only(wanted, all.derivative()), some.derivative());
      close(precision, field, only(wanted, allPlain.gradient()), plain.gradient());
    }
  }

  @ParameterizedTest
  @EnumSource
  void absentScalesAndShiftsMeanOneAndZeroInGradientsToo(Precision precision) {
    for (RandomField field : RandomField.several()) {
      RandomField explicit = field.explicit();
      FieldTensors direction = field.direction(2, true, true, true);
      FieldEngine engine = engine(precision);
      TangentGradient found =
          engine.tangentGradient(field.architecture(), field.psi(), direction, field.signal(), ALL);
      TangentGradient expected =
          engine.tangentGradient(
              field.architecture(), explicit.psi(), direction, field.signal(), ALL);
      Set<FieldPart> modulated = Set.of(FieldPart.SCALES, FieldPart.SHIFTS);
      GaussNewton foundModel =
          engine.gaussNewton(field.architecture(), field.psi(), field.signal(), modulated);
      GaussNewton expectedModel =
          engine.gaussNewton(field.architecture(), explicit.psi(), field.signal(), modulated);

      close(precision, field, expected.gradient(), found.gradient());
      close(precision, field, expected.derivative(), found.derivative());
      close(precision, 1e-12, field, expectedModel.matrix(), foundModel.matrix());
      close(precision, 1e-12, field, expectedModel.gradient(), foundModel.gradient());
    }
  }

  /** What a sum holds is what the operations without one return, added up. */
  @ParameterizedTest
  @EnumSource
  void aSumOfWeightGradientsIsTheSumOfThem(Precision precision) {
    FieldEngine engine = engine(precision);
    for (RandomField field : RandomField.several()) {
      SirenArchitecture shape = field.architecture();
      FieldTensors psi = field.psi();
      FieldTensors direction = field.direction(4, true, psi.hasScales(), true);
      Set<FieldPart> shifts = Set.of(FieldPart.SHIFTS);
      Set<FieldPart> weights = Set.of(FieldPart.WEIGHTS);
      Set<FieldPart> wanted = FieldPart.withWeights(shifts);
      FieldTensors plain = engine.gradient(shape, psi, field.signal(), wanted).gradient();
      TangentGradient moved = engine.tangentGradient(shape, psi, direction, field.signal(), wanted);
      for (WeightSelection selection : WeightSelection.values()) {
        WeightSum used = engine.weightSum(shape, psi, shifts, selection);
        engine.gradient(shape, psi, field.signal(), shifts, used);
        WeightSum sum = engine.weightSum(shape, psi, shifts, selection);
        LossGradient rest = engine.gradient(shape, psi, field.signal(), shifts, sum);
        TangentGradient restMoved =
            engine.tangentGradient(shape, psi, direction, field.signal(), shifts, sum);
        FieldTensors found = only(weights, FieldVector.moved(plain, -1, plain));
        sum.addTo(2, found.weights(), found.biases());

        FieldTensors expected = only(weights, FieldVector.moved(plain, 1, moved.derivative()));
        for (int l = 0; l < shape.layers(); l++) {
          for (int i = 0; i < psi.weights()[l].length; i++) {
            boolean left = selection == WeightSelection.NONZERO && psi.weights()[l][i] == 0;
            expected.weights()[l][i] *= left ? 0 : 2;
          }
          for (int i = 0; i < psi.biases()[l].length; i++) {
            expected.biases()[l][i] *= 2;
          }
        }
        close(precision, field, expected, found);
        assertThat(rest.loss()).isCloseTo(field.loss(), within(precision, 1e-12, field.loss()));
        close(precision, field, only(shifts, plain), rest.gradient());
        close(precision, field, only(shifts, moved.derivative()), restMoved.derivative());
      }
    }
  }

  /** A view that keeps nothing finds the same. */
  @ParameterizedTest
  @EnumSource
  void aForgetfulEngineComputesTheSame(Precision precision) {
    FieldEngine engine = engine(precision);
    for (RandomField field : RandomField.several()) {
      SirenArchitecture shape = field.architecture();
      for (Set<FieldPart> wanted : subsets().toList()) {
        LossGradient expected = engine.gradient(shape, field.psi(), field.signal(), wanted);
        LossGradient found =
            engine.forgetful().gradient(shape, field.psi(), field.signal(), wanted);
        assertThat(found.loss()).isEqualTo(expected.loss());
        assertThat(FieldVector.flatten(found.gradient()))
            .isEqualTo(FieldVector.flatten(expected.gradient()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void tangentIsTheDerivativeOfTheGradientAlongTheDirection(Precision precision) {
    for (RandomField drawn : RandomField.several()) {
      RandomField field = drawn.explicit();
      for (Set<FieldPart> parts : subsets().toList()) {
        FieldTensors direction = direction(field, 3, parts);
        TangentGradient found =
            engine(precision)
                .tangentGradient(field.architecture(), field.psi(), direction, field.signal(), ALL);
        double[] expected =
            FieldVector.derivative(
                step ->
                    FieldVector.flatten(
                        wide.gradient(
                                field.architecture(),
                                FieldVector.moved(field.psi(), step, direction),
                                field.signal(),
                                ALL)
                            .gradient()));
        assertThat(found.loss()).isCloseTo(field.loss(), within(precision, 1e-12, field.loss()));
        close(precision, 1e-8, field, expected, FieldVector.flatten(found.derivative()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void absentComponentsOfDirectionEqualZeros(Precision precision) {
    FieldEngine engine = engine(precision);
    for (RandomField drawn : RandomField.several()) {
      RandomField field = drawn.explicit();
      FieldTensors everything = field.direction(4, true, true, true);
      for (Set<FieldPart> parts : subsets().toList()) {
        FieldTensors padded =
            FieldVector.moved(
                FieldVector.moved(everything, -1, everything), 1, only(parts, everything));
        FieldTensors absent = only(parts, everything);
        close(
            precision,
            field,
            engine
                .tangentGradient(field.architecture(), field.psi(), padded, field.signal(), ALL)
                .derivative(),
            engine
                .tangentGradient(field.architecture(), field.psi(), absent, field.signal(), ALL)
                .derivative());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void hessianIsSymmetric(Precision precision) {
    double tolerance = precision == Precision.DOUBLE ? 1e-10 : 1e-4;
    for (RandomField drawn : RandomField.several()) {
      RandomField field = drawn.explicit();
      FieldTensors u = field.direction(5, true, true, true);
      FieldTensors v = field.direction(6, true, true, true);
      double uHv = FieldVector.dot(u, hessianTimes(precision, field, v));
      double vHu = FieldVector.dot(v, hessianTimes(precision, field, u));
      double uHu = FieldVector.dot(u, hessianTimes(precision, field, u));
      assertThat(uHv).isNotZero();
      assertThat(Math.abs(uHv - vHu))
          .isLessThan(tolerance * Math.max(Math.abs(uHv), Math.abs(uHu)));
    }
  }

  private FieldTensors hessianTimes(
      Precision precision, RandomField field, FieldTensors direction) {
    return engine(precision)
        .tangentGradient(field.architecture(), field.psi(), direction, field.signal(), ALL)
        .derivative();
  }

  @ParameterizedTest
  @EnumSource
  void gaussNewtonIsMadeOfTheJacobianOfTheValues(Precision precision) {
    List<Set<FieldPart>> wantedParts =
        List.of(
            Set.of(FieldPart.SHIFTS),
            Set.of(FieldPart.SCALES),
            Set.of(FieldPart.SCALES, FieldPart.SHIFTS));
    for (RandomField drawn : RandomField.several()) {
      RandomField field = drawn.explicit();
      for (Set<FieldPart> wanted : wantedParts) {
        GaussNewton found =
            engine(precision)
                .gaussNewton(field.architecture(), field.psi(), field.signal(), wanted);
        double[][] columns = jacobian(field, wanted);
        double[] values = field.evaluate();
        int n = columns.length;
        double[] matrix = new double[n * n];
        double[] gradient = new double[n];
        for (int p = 0; p < values.length; p++) {
          for (int i = 0; i < n; i++) {
            gradient[i] += columns[i][p] * (values[p] - field.signal().features()[p]);
            for (int j = 0; j < n; j++) {
              matrix[i * n + j] += columns[i][p] * columns[j][p];
            }
          }
        }
        close(precision, 1e-8, field, matrix, found.matrix());
        close(precision, 1e-8, field, gradient, found.gradient());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gaussNewtonAlongDirectionsIsThatOfTheirCombinations(Precision precision) {
    alongDirections(precision, 5, 1);
  }

  /** So many that an engine may rather move the finished sum than each derivative. */
  @ParameterizedTest
  @EnumSource
  void gaussNewtonAlongManyDirectionsIsTheSame(Precision precision) {
    alongDirections(precision, 100, 1);
  }

  /** As those of a sparse map, which an engine may follow by their entries. */
  @ParameterizedTest
  @EnumSource
  void gaussNewtonAlongDirectionsOfFewEntriesIsTheSame(Precision precision) {
    alongDirections(precision, 7, 0.2);
    alongDirections(precision, 100, 0.1);
  }

  private void alongDirections(Precision precision, int count, double density) {
    Set<FieldPart> both = Set.of(FieldPart.SCALES, FieldPart.SHIFTS);
    for (RandomField drawn : RandomField.several()) {
      RandomField field = drawn.explicit();
      FieldEngine engine = engine(precision);
      GaussNewton whole =
          engine.gaussNewton(field.architecture(), field.psi(), field.signal(), both);
      double[][] directions = new double[count][whole.gradient().length];
      RandomGenerator random = SeedTree.root(5).generator();
      for (double[] direction : directions) {
        Arrays.setAll(direction, i -> random.nextDouble() < density ? random.nextGaussian() : 0);
      }
      GaussNewton found =
          engine.gaussNewton(field.architecture(), field.psi(), field.signal(), both, directions);
      GaussNewton expected = whole.along(directions);
      double[] values = field.evaluate();
      double error = 0;
      for (int p = 0; p < values.length; p++) {
        error += Math.pow(values[p] - field.signal().features()[p], 2);
      }

      close(precision, 1e-9, field, new double[] {error}, new double[] {found.error()});
      close(precision, 1e-9, field, expected.matrix(), found.matrix());
      close(precision, 1e-9, field, expected.gradient(), found.gradient());
    }
  }

  /** Per scale and shift of all layers, the derivative of all values. */
  private static double[][] jacobian(RandomField field, Set<FieldPart> wanted) {
    FieldTensors copy = FieldVector.moved(field.psi(), 0, field.psi());
    RandomField moving = field.at(copy);
    List<double[]> columns = new ArrayList<>();
    for (double[] tensor : FieldVector.tensors(only(wanted, copy))) {
      for (int i = 0; i < tensor.length; i++) {
        double value = tensor[i];
        int entry = i;
        columns.add(
            FieldVector.derivative(
                step -> {
                  tensor[entry] = value + step;
                  return moving.evaluate();
                }));
        tensor[i] = value;
      }
    }
    return columns.toArray(double[][]::new);
  }

  @ParameterizedTest
  @EnumSource
  void gaussNewtonOverWeightsIsRefused(Precision precision) {
    RandomField field = RandomField.several().get(0);
    assertThatThrownBy(
            () ->
                engine(precision)
                    .gaussNewton(field.architecture(), field.psi(), field.signal(), ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights");
  }

  @ParameterizedTest
  @EnumSource
  void callsFromManyThreadsGiveTheBitsOfSequentialOnes(Precision precision) {
    List<RandomField> fields = RandomField.several();
    List<double[]> expected = new ArrayList<>();
    for (RandomField field : fields) {
      expected.add(everything(engine(precision), field));
    }
    try (OrderedMap threads = new OrderedMap(4)) {
      List<double[]> found =
          threads.map(
              8 * fields.size(), i -> everything(engine(precision), fields.get(i % fields.size())));
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i)).isEqualTo(expected.get(i % fields.size()));
      }
    }
  }

  private static double[] everything(FieldEngine engine, RandomField field) {
    FieldTensors direction = field.direction(7, true, field.psi().hasScales(), true);
    TangentGradient tangent =
        engine.tangentGradient(field.architecture(), field.psi(), direction, field.signal(), ALL);
    GaussNewton model =
        engine.gaussNewton(
            field.architecture(), field.psi(), field.signal(), Set.of(FieldPart.SHIFTS));
    return Stream.of(
            engine.evaluate(field.architecture(), field.psi(), field.signal().coordinates()),
            FieldVector.flatten(tangent.gradient()),
            FieldVector.flatten(tangent.derivative()),
            model.matrix(),
            model.gradient())
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  @Test
  void wrongShapesAreRefusedBeforeAnythingIsComputed() {
    RandomField field = RandomField.several().get(2);
    FieldTensors psi = field.psi();
    Signal signal = field.signal();
    refused(field.at(longer(psi, FieldPart.WEIGHTS)), signal, "weights of layer 1");
    refused(field.at(longer(psi, FieldPart.SCALES)), signal, "scales of layer 1");
    refused(field.at(longer(psi, FieldPart.SHIFTS)), signal, "shifts of layer 1");
    refused(
        field.at(new FieldTensors(psi.weights(), psi.biases(), psi.scales(), new double[1][6])),
        signal,
        "shifts");
    refused(field.at(new FieldTensors(null, null, psi.scales(), psi.shifts())), signal, "weights");
    refused(
        field,
        new Signal(GridShape.of(3), new float[3 * field.architecture().inputDim()], new float[6]),
        "channels");
    refused(
        field,
        new Signal(GridShape.of(5), new float[5 * 3], new float[5 * 3]),
        "numbers per point");
  }

  private void refused(RandomField field, Signal signal, String expected) {
    for (FieldEngine engine : List.of(narrow, wide)) {
      assertThatThrownBy(() -> engine.gradient(field.architecture(), field.psi(), signal, ALL))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void directionOfAnotherShapeIsRefused(Precision precision) {
    RandomField field = RandomField.several().get(2);
    FieldTensors direction = longer(field.psi(), FieldPart.SHIFTS);
    assertThatThrownBy(
            () ->
                engine(precision)
                    .tangentGradient(
                        field.architecture(), field.psi(), direction, field.signal(), ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shifts of layer 1");
  }

  private static FieldTensors longer(FieldTensors psi, FieldPart part) {
    FieldTensors copy = FieldVector.moved(psi, 0, psi);
    double[][] tensors =
        switch (part) {
          case WEIGHTS -> copy.weights();
          case SCALES -> copy.scales();
          case SHIFTS -> copy.shifts();
        };
    tensors[1] = Arrays.copyOf(tensors[1], tensors[1].length + 1);
    return copy;
  }

  private static FieldTensors direction(RandomField field, long seed, Set<FieldPart> parts) {
    return only(parts, field.direction(seed, true, true, true));
  }

  private static FieldTensors only(Set<FieldPart> parts, FieldTensors of) {
    boolean weights = parts.contains(FieldPart.WEIGHTS);
    return new FieldTensors(
        weights ? of.weights() : null,
        weights ? of.biases() : null,
        parts.contains(FieldPart.SCALES) ? of.scales() : null,
        parts.contains(FieldPart.SHIFTS) ? of.shifts() : null);
  }

  private static Set<FieldPart> presentParts(FieldTensors of) {
    Set<FieldPart> parts = EnumSet.noneOf(FieldPart.class);
    if (of.hasWeights()) {
      parts.add(FieldPart.WEIGHTS);
    }
    if (of.hasScales()) {
      parts.add(FieldPart.SCALES);
    }
    if (of.hasShifts()) {
      parts.add(FieldPart.SHIFTS);
    }
    return parts;
  }

  private static void close(
      Precision precision, RandomField field, FieldTensors expected, FieldTensors found) {
    List<double[]> left = FieldVector.tensors(expected);
    List<double[]> right = FieldVector.tensors(found);
    assertThat(right).hasSameSizeAs(left);
    for (int t = 0; t < left.size(); t++) {
      close(precision, 1e-11, field, left.get(t), right.get(t));
    }
  }

  private static void close(
      Precision precision, double tolerance, RandomField field, double[] expected, double[] found) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(found)
        .as("%s in %s", field.architecture(), precision)
        .containsExactly(expected, within(precision, tolerance, largest));
  }

  private static Offset<Double> within(Precision precision, double tolerance, double largest) {
    double relative = precision == Precision.DOUBLE ? tolerance : 1e-4;
    return Offset.offset(Math.max(relative * largest, 1e-300));
  }
}
