package org.coinage.codec;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizes;
import org.coinage.modulation.ModulationSettings;
import org.coinage.modulation.ModulationSpace;
import org.coinage.modulation.ModulationSpaces;
import org.coinage.signal.CoordinateFrame;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;

/**
 * A trained model: all that is needed to strike and to read coins. Immutable by contract and
 * thread-safe.
 *
 * <p>Parameters are rounded to binary32 on the way in, as the file stores them, so that encoder and
 * decoder see the same numbers whether or not the mint has been through a file.
 *
 * @param architecture the base network
 * @param modulation the modulation space
 * @param parameters the tensors of the space, and what the inner loop learned: step sizes, gates
 * @param frame where the points of a signal, or of one patch of it, lie
 * @param modality what the samples are
 * @param patch grid of one patch; absent where signals are one piece
 * @param normalisation between samples and features
 * @param innerLoop how a code is fitted
 * @param codebooks rate points, possibly none yet
 * @param provenance where it comes from: configuration and data hashes, seed, versions; not part of
 *     the fingerprint
 */
public record Mint(
    SirenArchitecture architecture,
    ModulationSettings modulation,
    Parameters parameters,
    CoordinateFrame frame,
    Modality modality,
    Optional<GridShape> patch,
    Normalisation normalisation,
    InnerLoopSettings innerLoop,
    List<Codebook> codebooks,
    Map<String, String> provenance) {

  /**
   * Checks that the parts fit together.
   *
   * @throws IllegalArgumentException naming the part that does not
   */
  public Mint {
    codebooks = List.copyOf(codebooks);
    provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
    parameters = rounded(parameters, layout(architecture, modulation, innerLoop));
    if (!normalisation.fits(architecture.channels())) {
      throw new IllegalArgumentException(
          "normalisation for "
              + normalisation.offset().size()
              + " channels, the field has "
              + architecture.channels());
    }
    int codeDim = ModulationSpaces.create(architecture, modulation).codeDim();
    Set<String> names = new HashSet<>();
    for (Codebook codebook : codebooks) {
      if (codebook.quantizer().dimension() != codeDim) {
        throw new IllegalArgumentException(
            "codebook '"
                + codebook.name()
                + "' has dimension "
                + codebook.quantizer().dimension()
                + ", codes have "
                + codeDim);
      }
      if (!names.add(codebook.name())) {
        throw new IllegalArgumentException("two codebooks are named '" + codebook.name() + "'");
      }
    }
  }

  /** A mint of images in COIN++'s frame, without patches, codebooks or provenance. */
  public static Mint ofImages(
      SirenArchitecture architecture,
      ModulationSettings modulation,
      Parameters parameters,
      InnerLoopSettings innerLoop) {
    return new Mint(
        architecture,
        modulation,
        parameters,
        LinspaceFrame.UNIT,
        Modality.IMAGE,
        Optional.empty(),
        Normalisation.NONE,
        innerLoop,
        List.of(),
        Map.of());
  }

  /** The tensors a mint of these settings has. */
  public static ParameterLayout layout(
      SirenArchitecture architecture, ModulationSettings modulation, InnerLoopSettings innerLoop) {
    ModulationSpace space = ModulationSpaces.create(architecture, modulation);
    return innerLoop.over(space).layout().plus(new StepSizes(innerLoop, space.codeDim()).tensors());
  }

  private static Parameters rounded(Parameters given, ParameterLayout layout) {
    Parameters rounded = Parameters.zeros(layout);
    for (ParameterLayout.Tensor tensor : layout.tensors()) {
      double[] source = given.tensor(tensor.name());
      double[] target = rounded.tensor(tensor.name());
      if (source.length != target.length) {
        throw new IllegalArgumentException(
            "tensor '"
                + tensor.name()
                + "' has "
                + source.length
                + " entries, its shape "
                + tensor.shape()
                + " asks for "
                + target.length);
      }
      for (int i = 0; i < target.length; i++) {
        target[i] = (float) source[i];
        if (!Double.isFinite(target[i])) {
          throw new IllegalArgumentException(
              "tensor '" + tensor.name() + "' has " + source[i] + " at entry " + i);
        }
      }
    }
    return rounded;
  }

  /** The modulation space of these settings. */
  public ModulationSpace space() {
    return ModulationSpaces.create(architecture, modulation);
  }

  /** Where codes are fitted to signals with. */
  public StepSizes stepSizes() {
    return new StepSizes(innerLoop, space().codeDim());
  }

  /** What names this mint in its coins; computed from the whole content each time. */
  public Fingerprint fingerprint() {
    return MintFile.fingerprint(this);
  }

  /**
   * Number of the codebook of that name.
   *
   * @throws IllegalArgumentException naming the known ones if there is none
   */
  public int codebook(String name) {
    List<String> names = codebooks.stream().map(Codebook::name).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          names.isEmpty()
              ? "the mint has no codebooks yet, fit one before striking coins"
              : "no codebook '" + name + "'; there are " + String.join(", ", names));
    }
    return index;
  }

  /** The same with other codebooks. */
  public Mint withCodebooks(List<Codebook> newCodebooks) {
    return new Mint(
        architecture,
        modulation,
        parameters,
        frame,
        modality,
        patch,
        normalisation,
        innerLoop,
        newCodebooks,
        provenance);
  }

  /** The same with another provenance; the fingerprint stays. */
  public Mint withProvenance(Map<String, String> newProvenance) {
    return new Mint(
        architecture,
        modulation,
        parameters,
        frame,
        modality,
        patch,
        normalisation,
        innerLoop,
        codebooks,
        newProvenance);
  }

  /** The same for signals cut into patches of that grid. */
  public Mint withPatch(GridShape newPatch) {
    return new Mint(
        architecture,
        modulation,
        parameters,
        frame,
        modality,
        Optional.of(newPatch),
        normalisation,
        innerLoop,
        codebooks,
        provenance);
  }
}
