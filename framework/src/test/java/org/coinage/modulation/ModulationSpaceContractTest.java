package org.coinage.modulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every modulation space must hold; a test of a space extends this. Derivatives are compared
 * with central differences of step 2e-5, relative to the largest entry: exact up to rounding
 * (1e-11) for maps that are piecewise linear in z and in each tensor, and good to 1e-8 for smooth
 * ones.
 */
public abstract class ModulationSpaceContractTest {

  private static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 5, 4, 3, 7);
  private static final double STEP = 2e-5;
  private static final double TOLERANCE = 1e-7;

  private ModulationSpace space;
  private Parameters theta;
  private Parameters thetadot;
  private double[] z;
  private double[] zdot;
  private FieldTensors psibar;
  private FieldTensors psibardot;

  /** The space under test. */
  protected abstract ModulationSpace create(SirenArchitecture architecture);

  /** Parts of psi that must depend on the code. */
  protected abstract Set<FieldPart> expectedParts();

  @BeforeEach
  void drawEverything() {
    space = create(SIREN);
    RandomGenerator random = SeedTree.root(3).generator();
    theta = Parameters.zeros(space.layout());
    new SirenParameters(SIREN).initialize(theta, BiasInit.SIREN, random);
    space.initialize(theta, random);
    thetadot = Parameters.ofFlat(space.layout(), normals(random, space.layout().size()));
    z = normals(random, space.codeDim());
    zdot = normals(random, space.codeDim());
    psibar = randomTensors(random);
    psibardot = randomTensors(random);
  }

  @Test
  void layoutStartsWithTheTensorsOfTheSiren() {
    var siren = new SirenParameters(SIREN).layout().tensors();

    assertThat(space.architecture()).isEqualTo(SIREN);
    assertThat(space.layout().tensors().subList(0, siren.size())).isEqualTo(siren);
    assertThat(space.modulated()).isEqualTo(expectedParts());
  }

  @Test
  void effectiveParametersHaveTheShapesOfTheSiren() {
    FieldTensors psi = space.apply(theta, z);

    for (int l = 0; l < SIREN.layers(); l++) {
      assertThat(psi.weights()[l]).hasSize(SIREN.fanOut(l) * SIREN.fanIn(l));
      assertThat(psi.biases()[l]).hasSize(SIREN.fanOut(l));
    }
    assertThat(psi.hasScales()).isEqualTo(expectedParts().contains(FieldPart.SCALES));
    assertThat(psi.hasShifts()).isEqualTo(expectedParts().contains(FieldPart.SHIFTS));
    for (double[][] modulation : new double[][][] {psi.scales(), psi.shifts()}) {
      if (modulation != null) {
        assertThat(modulation.length).isEqualTo(SIREN.sineLayers());
        assertThat(List.of(modulation))
            .allSatisfy(layer -> assertThat(layer).hasSize(SIREN.width()));
      }
    }
  }

  @Test
  void directionsHoldExactlyTheModulatedParts() {
    FieldTensors direction = space.pushforward(theta, z, zdot);

    assertThat(direction.hasWeights()).isEqualTo(expectedParts().contains(FieldPart.WEIGHTS));
    assertThat(direction.hasScales()).isEqualTo(expectedParts().contains(FieldPart.SCALES));
    assertThat(direction.hasShifts()).isEqualTo(expectedParts().contains(FieldPart.SHIFTS));
  }

  @Test
  void sharedWeightsAreTheSameArraysForEverySignal() {
    FieldTensors psi = space.apply(theta, z);
    SirenParameters siren = new SirenParameters(SIREN);
    boolean shared = !expectedParts().contains(FieldPart.WEIGHTS);

    for (int l = 0; l < SIREN.layers(); l++) {
      assertThat(psi.weights()[l] == siren.weights(theta)[l]).isEqualTo(shared);
      assertThat(psi.biases()[l] == siren.biases(theta)[l]).isEqualTo(shared);
    }
  }

  @Test
  void applyingTwiceGivesTheSameBitsAndLeavesTheArgumentsAlone() {
    double[] before = z.clone();
    double[] thetaBefore = theta.flatten();

    double[] first = flatten(space.apply(theta, z));

    assertThat(flatten(space.apply(theta.copy(), z.clone()))).isEqualTo(first);
    assertThat(z).isEqualTo(before);
    assertThat(theta.flatten()).isEqualTo(thetaBefore);
  }

  @Test
  void furtherTensorsInThetaAreIgnored() {
    var wider = space.layout().plus(List.of(ParameterLayout.tensor("step_sizes", 3)));

    assertThat(flatten(space.apply(theta.widen(wider), z)))
        .isEqualTo(flatten(space.apply(theta, z)));
  }

  @Test
  void initialisationFollowsItsGeneratorAlone() {
    Parameters first = Parameters.zeros(space.layout());
    Parameters second = Parameters.zeros(space.layout());
    space.initialize(first, SeedTree.root(9).generator());
    space.initialize(second, SeedTree.root(9).generator());

    assertThat(first.flatten()).isEqualTo(second.flatten());
    assertThat(List.of(new SirenParameters(SIREN).weights(first)))
        .allSatisfy(weight -> assertThat(weight).containsOnly(0));
  }

  @Test
  void codeOfTheWrongLengthIsRefused() {
    assertThatThrownBy(() -> space.apply(theta, new double[space.codeDim() + 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a code has " + space.codeDim())
        .hasMessageContaining("found " + (space.codeDim() + 1));
  }

  @Test
  void pushforwardIsTheDerivativeOfApply() {
    double[] expected = difference(t -> flatten(space.apply(theta, moved(z, zdot, t))));

    assertClose(flatten(zeroFilled(space.pushforward(theta, z, zdot))), expected);
  }

  @Test
  void pullbackCodeIsTheGradientOfApply() {
    double expected =
        difference(t -> scalar(dot(psibar, space.apply(theta, moved(z, zdot, t)))))[0];

    assertClose(scalar(dot(space.pullbackCode(theta, z, psibar), zdot)), scalar(expected));
  }

  @Test
  void pullbackCodeIsTheAdjointOfPushforward() {
    double forward = dot(psibar, zeroFilled(space.pushforward(theta, z, zdot)));

    assertThat(dot(space.pullbackCode(theta, z, psibar), zdot))
        .isCloseTo(forward, Percentage.withPercentage(1e-10));
  }

  @Test
  void pullbackCodeAsksOnlyForTheModulatedParts() {
    FieldTensors wanted =
        new FieldTensors(
            expectedParts().contains(FieldPart.WEIGHTS) ? psibar.weights() : null,
            expectedParts().contains(FieldPart.WEIGHTS) ? psibar.biases() : null,
            expectedParts().contains(FieldPart.SCALES) ? psibar.scales() : null,
            expectedParts().contains(FieldPart.SHIFTS) ? psibar.shifts() : null);

    assertThat(space.pullbackCode(theta, z, wanted))
        .isEqualTo(space.pullbackCode(theta, z, psibar));
    assertThatThrownBy(() -> space.pullbackCode(theta, z, new FieldTensors(null, null, null, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ask the engine");
  }

  @Test
  void pullbackParametersIsTheGradientOfApply() {
    double[] flat = theta.flatten();
    double[] direction = thetadot.flatten();
    double expected =
        difference(t -> scalar(dot(psibar, space.apply(parameters(moved(flat, direction, t)), z))))[
            0];
    ParameterGradient gradient = new ParameterGradient(space.layout());

    space.pullbackParameters(theta, z, psibar, 1, gradient);

    assertClose(scalar(dot(gradient.formed().flatten(), direction)), scalar(expected));
  }

  @Test
  void pullbackParametersAddsTheFactorTimesTheGradient() {
    ParameterGradient once = new ParameterGradient(space.layout());
    space.pullbackParameters(theta, z, psibar, 1, once);
    ParameterGradient accumulated = new ParameterGradient(space.layout());
    space.pullbackParameters(theta, z, psibar, 1, accumulated);
    space.pullbackParameters(theta, z, psibar, -2.5, accumulated);
    Parameters expected = Parameters.zeros(space.layout());
    expected.add(-1.5, once.formed());

    assertClose(accumulated.formed().flatten(), expected.flatten());
  }

  @Test
  void tangentPullbackCodeIsTheDerivativeOfPullbackCode() {
    double[] expected =
        difference(t -> space.pullbackCode(theta, moved(z, zdot, t), moved(psibar, psibardot, t)));

    assertClose(space.tangentPullbackCode(theta, z, zdot, psibar, psibardot), expected);
  }

  @Test
  void tangentPullbackParametersIsTheDerivativeOfPullbackParameters() {
    double[] expected =
        difference(
            t -> {
              ParameterGradient gradient = new ParameterGradient(space.layout());
              space.pullbackParameters(
                  theta, moved(z, zdot, t), moved(psibar, psibardot, t), 3, gradient);
              return gradient.formed().flatten();
            });
    ParameterGradient derivative = new ParameterGradient(space.layout());

    space.tangentPullbackParameters(theta, z, zdot, psibar, psibardot, 3, derivative);

    assertClose(derivative.formed().flatten(), expected);
  }

  private Parameters parameters(double[] flat) {
    return Parameters.ofFlat(space.layout(), flat);
  }

  private static double[] difference(DoubleFunction<double[]> function) {
    double[] ahead = function.apply(STEP);
    double[] behind = function.apply(-STEP);
    double[] slope = new double[ahead.length];
    Arrays.setAll(slope, i -> (ahead[i] - behind[i]) / (2 * STEP));
    return slope;
  }

  private static void assertClose(double[] actual, double[] expected) {
    double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(scale).as("a gradient of zeros proves nothing").isPositive();
    assertThat(actual).containsExactly(expected, Offset.offset(TOLERANCE * scale));
  }

  private static double[] scalar(double value) {
    return new double[] {value};
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double dot(FieldTensors a, FieldTensors psi) {
    return dot(flatten(a), flatten(zeroFilled(psi)));
  }

  private static double[] moved(double[] from, double[] direction, double t) {
    double[] result = new double[from.length];
    Arrays.setAll(result, i -> from[i] + t * direction[i]);
    return result;
  }

  private static double[][] moved(double[][] from, double[][] direction, double t) {
    double[][] result = new double[from.length][];
    Arrays.setAll(result, l -> moved(from[l], direction[l], t));
    return result;
  }

  private static FieldTensors moved(FieldTensors from, FieldTensors direction, double t) {
    return new FieldTensors(
        moved(from.weights(), direction.weights(), t),
        moved(from.biases(), direction.biases(), t),
        moved(from.scales(), direction.scales(), t),
        moved(from.shifts(), direction.shifts(), t));
  }

  private static FieldTensors randomTensors(RandomGenerator random) {
    FieldTensors zeros = zeroFilled(new FieldTensors(null, null, null, null));
    for (double[][] part :
        new double[][][] {zeros.weights(), zeros.biases(), zeros.scales(), zeros.shifts()}) {
      for (double[] layer : part) {
        Arrays.setAll(layer, i -> random.nextGaussian());
      }
    }
    return zeros;
  }

  /** Absent parts as zeros, which is what they mean in a direction. */
  private static FieldTensors zeroFilled(FieldTensors psi) {
    double[][] weights = new double[SIREN.layers()][];
    double[][] biases = new double[SIREN.layers()][];
    Arrays.setAll(weights, l -> new double[SIREN.fanOut(l) * SIREN.fanIn(l)]);
    Arrays.setAll(biases, l -> new double[SIREN.fanOut(l)]);
    return new FieldTensors(
        psi.hasWeights() ? psi.weights() : weights,
        psi.hasWeights() ? psi.biases() : biases,
        psi.hasScales() ? psi.scales() : new double[SIREN.sineLayers()][SIREN.width()],
        psi.hasShifts() ? psi.shifts() : new double[SIREN.sineLayers()][SIREN.width()]);
  }

  private static double[] flatten(FieldTensors psi) {
    FieldTensors full = zeroFilled(psi);
    return Arrays.stream(
            new double[][][] {full.weights(), full.biases(), full.scales(), full.shifts()})
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static double[] normals(RandomGenerator random, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }
}
