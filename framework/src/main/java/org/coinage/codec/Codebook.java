package org.coinage.codec;

import java.util.Objects;
import java.util.Optional;
import org.coinage.entropy.CodeModel;
import org.coinage.quantization.CodePrior;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.quantization.WhitenedQuantizer;

/**
 * One rate point of a mint: how codes become integers, and how those become bytes.
 *
 * @param name unique in its mint, for people to choose by
 * @param quantizer rounds codes; one of the kinds a mint can store ({@link QuantizerKind})
 * @param model tables of the integers
 * @param prior what codes are like before they are rounded, for the encoder; a decoder needs none
 */
public record Codebook(
    String name, CodeQuantizer quantizer, CodeModel model, Optional<CodePrior> prior) {

  /** A codebook without a prior. */
  public Codebook(String name, CodeQuantizer quantizer, CodeModel model) {
    this(name, quantizer, model, Optional.empty());
  }

  /** Checks that quantizer and tables have the same dimension. */
  public Codebook {
    Objects.requireNonNull(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a codebook needs a name");
    }
    if (quantizer.dimension() != model.dimension()) {
      throw new IllegalArgumentException(
          "codebook '"
              + name
              + "': the quantizer has dimension "
              + quantizer.dimension()
              + ", the tables "
              + model.dimension());
    }
    if (prior.isPresent() && prior.get().dimension() != quantizer.dimension()) {
      throw new IllegalArgumentException(
          "codebook '"
              + name
              + "': the quantizer has dimension "
              + quantizer.dimension()
              + ", the prior "
              + prior.get().dimension());
    }
  }

  /** Whether the steps of the quantizer can be scaled. */
  boolean scales() {
    return quantizer instanceof WhitenedQuantizer;
  }

  /**
   * The quantizer with its steps at a scale.
   *
   * @throws IllegalArgumentException if it has no steps to scale
   */
  CodeQuantizer quantizer(StepScale step) {
    if (step.equals(StepScale.NONE)) {
      return quantizer;
    }
    if (quantizer instanceof WhitenedQuantizer whitened) {
      return whitened.scaled(step.factor());
    }
    throw new IllegalArgumentException(
        "codebook '" + name + "' has steps that cannot be scaled; choose another codebook");
  }
}
