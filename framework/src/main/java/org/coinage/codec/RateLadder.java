package org.coinage.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coinage.quantization.WhitenedQuantizer;

/**
 * The rates of a mint in order, finest first: a rung every 32nd of an octave of the steps, each by
 * the codebook whose own steps are nearest, an octave beyond the finest and the coarsest.
 */
final class RateLadder {

  /** One rate: a codebook and what its steps are scaled by. */
  record Rung(Codebook codebook, StepScale step) {}

  private final List<Codebook> codebooks;
  private final int[] positions;
  private final int finest;
  private final int coarsest;

  /**
   * The ladder of a mint.
   *
   * @throws IllegalArgumentException if no codebook has steps that can be scaled
   */
  RateLadder(Mint mint) {
    codebooks = mint.codebooks().stream().filter(Codebook::scales).toList();
    if (codebooks.isEmpty()) {
      throw new IllegalArgumentException(
          "the mint has no codebook whose steps can be scaled, so its rates are those of its "
              + mint.codebooks().size()
              + " codebooks; choose one of them");
    }
    double unit = logStep(codebooks.get(0));
    positions =
        codebooks.stream()
            .mapToInt(book -> (int) Math.rint(StepScale.OCTAVE * (logStep(book) - unit)))
            .toArray();
    finest = Arrays.stream(positions).min().orElseThrow() - StepScale.OCTAVE;
    coarsest = Arrays.stream(positions).max().orElseThrow() + StepScale.OCTAVE;
  }

  /** Mean of the binary logarithms of the steps. */
  private static double logStep(Codebook codebook) {
    double[] step = ((WhitenedQuantizer) codebook.quantizer()).step();
    return Arrays.stream(step).map(StrictMath::log).average().orElseThrow() / StrictMath.log(2);
  }

  /** Number of rungs. */
  int size() {
    return coarsest - finest + 1;
  }

  /** A rung, 0 being the finest. */
  Rung rung(int index) {
    int wanted = finest + index;
    int nearest = 0;
    for (int i = 1; i < positions.length; i++) {
      if (Math.abs(positions[i] - wanted) < Math.abs(positions[nearest] - wanted)) {
        nearest = i;
      }
    }
    return new Rung(codebooks.get(nearest), new StepScale(wanted - positions[nearest]));
  }

  /** Indices of a coarse walk over the ladder, ends included. */
  List<Integer> walk(int stride) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < size() - 1; i += stride) {
      indices.add(i);
    }
    indices.add(size() - 1);
    return indices;
  }
}
