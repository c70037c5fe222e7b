package org.coinage.experiments.run;

import java.util.Objects;
import org.coinage.field.BiasInit;
import org.coinage.field.PositionalEncoding;
import org.coinage.field.SirenArchitecture;
import org.coinage.signal.LinspaceFrame;

/**
 * The base network apart from what the data decide.
 *
 * @param width units per sine layer
 * @param layers linear layers, the output layer included
 * @param w0First frequency factor of the first sine layer
 * @param w0 frequency factor of the others
 * @param outputShift constant added to the output
 * @param biasInit how biases start
 * @param drawn whether the network starts as a random one; as all zeros otherwise, for codes that
 *     are whole networks
 * @param encoding positional encoding of the coordinates
 * @param frame where points lie along every axis
 */
public record FieldSettings(
    int width,
    int layers,
    double w0First,
    double w0,
    double outputShift,
    BiasInit biasInit,
    boolean drawn,
    PositionalEncoding encoding,
    LinspaceFrame frame) {

  /** Validates the network for one coordinate and one channel. */
  public FieldSettings {
    Objects.requireNonNull(frame, "frame");
    SirenArchitecture unused =
        new SirenArchitecture(1, encoding, width, layers, 1, w0First, w0, outputShift);
  }

  /** The network for signals of the given form. */
  public SirenArchitecture architecture(int coordinateDim, int channels) {
    return new SirenArchitecture(
        coordinateDim, encoding, width, layers, channels, w0First, w0, outputShift);
  }
}
