package org.coinage.experiments.run;

import java.util.List;
import java.util.Objects;
import org.coinage.experiments.baseline.Baselines;

/**
 * The codebooks of the mint and how the test signals are judged.
 *
 * @param encoder how test signals are encoded
 * @param encoderStudy whether to compare all ways of fitting and rounding as well
 * @param stepFactors one codebook each: factors on the quantizer's steps
 * @param baselineSteps inner steps of COIN++'s post-hoc quantizer; it takes 10
 * @param baselineBits its bit widths
 * @param baselineRanges ranges, in deviations, to choose from per bit width on validation signals
 * @param tensorBits bit widths of Struempler et al.'s quantizer, beside codes that are weights
 * @param trainingCodes training signals to whose codes quantizers and tables are fitted
 * @param contextPictures whole training signals from whose patches codebooks learn how neighbours
 *     bear on each other; 0 for codebooks that code each patch for itself
 * @param block coins per block of a purse
 * @param baselines other codecs to compare with
 * @param baselinePatches random training patches a learning baseline gets where signals go by
 *     patches
 * @param pictures test signals shown in the report
 */
public record CodecSettings(
    EncoderSettings encoder,
    boolean encoderStudy,
    List<Double> stepFactors,
    int baselineSteps,
    List<Integer> baselineBits,
    List<Double> baselineRanges,
    List<Integer> tensorBits,
    int trainingCodes,
    int contextPictures,
    int block,
    List<String> baselines,
    int baselinePatches,
    int pictures) {

  /** Validates the settings. */
  public CodecSettings {
    Objects.requireNonNull(encoder, "encoder");
    if (stepFactors.isEmpty() || stepFactors.stream().anyMatch(f -> !(f > 0 && f < 1000))) {
      throw new IllegalArgumentException(
          "stepFactors = " + stepFactors + " must be at least one factor in (0, 1000)");
    }
    if (baselineBits.stream().anyMatch(bits -> bits < 1 || bits > 15)) {
      throw new IllegalArgumentException(
          "baselineBits = " + baselineBits + " must be in [1, 15] each");
    }
    if (tensorBits.isEmpty() || tensorBits.stream().anyMatch(bits -> bits < 2 || bits > 15)) {
      throw new IllegalArgumentException(
          "tensorBits = " + tensorBits + " must be at least one bit width in [2, 15]");
    }
    if (!baselineBits.isEmpty() && baselineRanges.isEmpty()) {
      throw new IllegalArgumentException(
          "baselineRanges = [] must have a range where there are bit widths");
    }
    if (baselineRanges.stream().anyMatch(range -> !(range > 0 && range < 100))) {
      throw new IllegalArgumentException(
          "baselineRanges = " + baselineRanges + " must be in (0, 100) each");
    }
    for (String name : baselines) {
      if (!Baselines.names().contains(name)) {
        throw new IllegalArgumentException(
            "baselines = " + baselines + ": " + Baselines.unknown(name));
      }
    }
    if (baselinePatches < 2) {
      throw new IllegalArgumentException(
          "baselinePatches = " + baselinePatches + " must be at least 2");
    }
    if (trainingCodes < 2) {
      throw new IllegalArgumentException(
          "trainingCodes = " + trainingCodes + " must be at least 2");
    }
    if (contextPictures < 0) {
      throw new IllegalArgumentException(
          "contextPictures = " + contextPictures + " must be at least 0");
    }
    if (block < 1 || baselineSteps < 0 || pictures < 0) {
      throw new IllegalArgumentException(
          "block = " + block + " must be at least 1, baselineSteps and pictures at least 0");
    }
  }
}
