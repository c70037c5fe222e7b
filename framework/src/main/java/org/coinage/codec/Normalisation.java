package org.coinage.codec;

import java.util.Arrays;
import java.util.List;
import org.coinage.signal.Samples;

/**
 * The affine map between samples and what the field learns, per channel: {@code feature = (sample -
 * offset) / scale}. Images need none.
 *
 * @param offset per channel; empty for none
 * @param scale per channel, greater than 0; empty for none
 */
public record Normalisation(List<Double> offset, List<Double> scale) {

  /** Samples as they are. */
  public static final Normalisation NONE = new Normalisation(List.of(), List.of());

  /** Checks that both have the same length and are finite. */
  public Normalisation {
    offset = List.copyOf(offset);
    scale = List.copyOf(scale);
    if (offset.size() != scale.size()
        || !offset.stream().allMatch(Double::isFinite)
        || !scale.stream().allMatch(s -> s > 0 && Double.isFinite(s))) {
      throw new IllegalArgumentException(
          "normalisation with offset "
              + offset
              + " and scale "
              + scale
              + ": expected one finite offset and one positive scale per channel");
    }
  }

  /** What the field learns. */
  public Samples apply(Samples samples) {
    if (offset.isEmpty()) {
      return samples;
    }
    float[] values = samples.values();
    float[] features = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int channel = i % samples.channels();
      features[i] = (float) ((values[i] - offset.get(channel)) / scale.get(channel));
    }
    return new Samples(samples.shape(), samples.channels(), features);
  }

  /** Back: {@code offset + scale * feature} in binary64, rounded once. */
  Samples invert(Samples features) {
    if (offset.isEmpty()) {
      return features;
    }
    float[] values = features.values();
    float[] samples = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int channel = i % features.channels();
      samples[i] = (float) (offset.get(channel) + scale.get(channel) * values[i]);
    }
    return new Samples(features.shape(), features.channels(), samples);
  }

  /** Whether this fits signals of that many channels. */
  boolean fits(int channels) {
    return offset.isEmpty() || offset.size() == channels;
  }

  @Override
  public String toString() {
    return offset.isEmpty()
        ? "none"
        : "offset " + offset + ", scale " + Arrays.toString(scale.toArray());
  }
}
