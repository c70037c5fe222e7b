package org.coinage.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coinage.fitting.SoftRounding.Layer;
import org.coinage.fitting.SoftRounding.Settings;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SoftRoundingTest {

  private static final int IN = 5;
  private static final int OUT = 2;
  private static final SoftRounding ROUNDING = new SoftRounding(Settings.STANDARD);

  /** Inputs that go together, so that what one weight loses another can make good. */
  private static double[] moments(RandomGenerator random) {
    double[] moments = new double[IN * IN];
    for (int p = 0; p < 20; p++) {
      double common = random.nextGaussian();
      double[] x = new double[IN];
      Arrays.setAll(x, i -> common + 0.3 * random.nextGaussian());
      for (int k = 0; k < moments.length; k++) {
        moments[k] += x[k / IN] * x[k % IN] / 20;
      }
    }
    return moments;
  }

  /** A layer whose wanted outputs are those of exact weights. */
  private static Layer layer(double[] moments, double... exact) {
    double[] slope = new Layer(moments, new double[exact.length]).slope(exact);
    return new Layer(moments, Arrays.stream(slope).map(s -> s / 2).toArray());
  }

  private static double[] gaps(double gap) {
    double[] gaps = new double[IN * OUT];
    Arrays.fill(gaps, gap);
    return gaps;
  }

  private static double[] rounded(double[] low, double[] gap, boolean... up) {
    double[] weights = low.clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] += up[i] ? gap[i] : 0;
    }
    return weights;
  }

  @RepeatedTest(8)
  void outputsChangeLessThanWithNearestWeightsAndHardlyMoreThanWithTheBest(RepetitionInfo at) {
    RandomGenerator random = SeedTree.root(at.getCurrentRepetition()).generator();
    double[] exact = random.doubles(IN * OUT).toArray();
    double[] low = new double[IN * OUT];
    double[] gap = gaps(1);
    Layer layer = layer(moments(random), exact);
    boolean[] nearest = new boolean[exact.length];
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = exact[i] >= 0.5;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int choice = 0; choice < 1 << exact.length; choice++) {
      boolean[] up = new boolean[exact.length];
      for (int i = 0; i < up.length; i++) {
        up[i] = (choice >> i & 1) == 1;
      }
      least = Math.min(least, layer.error(rounded(low, gap, up)));
    }
    double found = layer.error(rounded(low, gap, ROUNDING.up(layer, low, gap, exact)));
    double before = layer.error(rounded(low, gap, nearest));
    double floor = layer.error(exact);
    assertThat(found - floor).isLessThanOrEqualTo(before - floor);
    assertThat(found - least).isLessThanOrEqualTo(0.5 * (before - least));
  }

  @Test
  void inputsThatHaveNothingInCommonGiveTheNearest() {
    double[] exact = {0.1, 0.4, 0.6, 0.9, 0.3, 0.7, 0.2, 0.8, 0.45, 0.55};
    double[] identity = new double[IN * IN];
    for (int i = 0; i < IN; i++) {
      identity[i * IN + i] = 1;
    }
    boolean[] up = ROUNDING.up(layer(identity, exact), new double[IN * OUT], gaps(1), exact);
    assertThat(up).containsExactly(false, false, true, true, false, true, false, true, false, true);
  }

  @Test
  void gradientsAgreeWithDifferences() {
    RandomGenerator random = SeedTree.root(2).generator();
    double[] exact = random.doubles(IN * OUT).toArray();
    double[] low = random.doubles(IN * OUT, -1, 0).toArray();
    double[] v = random.doubles(IN * OUT, -2, 2).toArray();
    double[] gap = gaps(0.7);
    Layer layer = layer(moments(random), exact);
    SoftRounding rounding = new SoftRounding(new Settings(1, 0.01, 0.05, 0));
    for (double beta : new double[] {Double.NaN, 20, 2.5}) {
      double[] gradient = rounding.gradient(layer, low, gap, v, beta);
      for (int i = 0; i < v.length; i++) {
        double[] ahead = v.clone();
        double[] behind = v.clone();
        ahead[i] += 1e-5;
        behind[i] -= 1e-5;
        double slope =
            (loss(layer, low, gap, ahead, beta) - loss(layer, low, gap, behind, beta)) / 2e-5;
        assertThat(gradient[i]).as("beta %s, entry %d", beta, i).isCloseTo(slope, within(1e-6));
      }
    }
  }

  private static double loss(Layer layer, double[] low, double[] gap, double[] v, double beta) {
    double[] soft = new double[v.length];
    double regulariser = 0;
    for (int i = 0; i < v.length; i++) {
      double h = SoftRounding.h(v[i]);
      soft[i] = low[i] + gap[i] * h;
      regulariser += Double.isNaN(beta) ? 0 : 1 - Math.pow(Math.abs(2 * h - 1), beta);
    }
    return layer.error(soft) + 0.05 * regulariser;
  }

  @Test
  void weightsWithoutAChoiceAreNotRoundedUp() {
    double[] exact = {0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9};
    Layer layer = layer(moments(SeedTree.root(1).generator()), exact);
    assertThat(ROUNDING.up(layer, exact, gaps(0), exact)).containsOnly(false);
  }

  /** Struempler et al.'s code: a cosine from 20 to 2. */
  @Test
  void theExponentFallsFromTwentyToTwo() {
    assertThat(Settings.STANDARD.beta(0)).isEqualTo(20);
    assertThat(Settings.STANDARD.beta(0.5)).isCloseTo(11, within(1e-12));
    assertThat(Settings.STANDARD.beta(1)).isEqualTo(2);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Settings(0, 0.01, 0, 0)).hasMessageContaining("steps = 0");
    assertThatThrownBy(() -> new Settings(1, 1, 0, 0)).hasMessageContaining("rate = 1.0");
    assertThatThrownBy(() -> new Settings(1, 0.01, -1, 0)).hasMessageContaining("penalty = -1.0");
    assertThatThrownBy(() -> new Settings(1, 0.01, 0, 1)).hasMessageContaining("rest = 1.0");
    assertThatThrownBy(() -> new Layer(new double[3], new double[2]))
        .hasMessageContaining("3 moments");
  }
}
