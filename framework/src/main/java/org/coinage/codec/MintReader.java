package org.coinage.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coinage.entropy.CodeModel;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.PositionalEncoding;
import org.coinage.field.SirenArchitecture;
import org.coinage.fitting.InnerGates;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizeKind;
import org.coinage.modulation.ModulationSettings;
import org.coinage.quantization.CodePrior;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.signal.CoordinateFrame;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;

/** A mint from the tensors and metadata of its file, every one of them checked. */
final class MintReader {

  private MintReader() {}

  /**
   * The mint that a content describes.
   *
   * @param name stands for the file in errors
   * @throws IllegalArgumentException if parts that are well formed do not fit together
   */
  static Mint read(Safetensors content, String name, Limits limits) throws CodecException {
    SortedMap<String, String> metadata = content.metadata();
    SirenArchitecture architecture = architecture(MintSettings.of(name, metadata, "architecture"));
    MintSettings m = MintSettings.of(name, metadata, "modulation");
    ModulationSettings modulation =
        new ModulationSettings(
            m.text("kind"),
            m.integer("latent_dim"),
            m.integer("hidden_width"),
            m.integer("map_layers"));
    MintSettings loop = MintSettings.of(name, metadata, "inner_loop");
    InnerLoopSettings innerLoop =
        new InnerLoopSettings(
            loop.integer("steps"),
            loop.number("step_size"),
            loop.constant("step_sizes", StepSizeKind.class),
            gates(loop));
    MintSettings signal = MintSettings.of(name, metadata, "signal");
    int[] patch = signal.integers("patch");
    MintSettings provenance = MintSettings.of(name, metadata, MintFile.PROVENANCE);
    Map<String, String> origin = new TreeMap<>();
    for (String key : provenance.keys()) {
      origin.put(key, provenance.text(key));
    }
    return new Mint(
        architecture,
        modulation,
        parameters(content, Mint.layout(architecture, modulation, innerLoop), name, limits),
        frame(signal.child("frame")),
        signal.constant("modality", Modality.class),
        patch.length == 0 ? Optional.empty() : Optional.of(GridShape.of(patch)),
        new Normalisation(signal.numbers("offset"), signal.numbers("scale")),
        innerLoop,
        codebooks(MintSettings.of(name, metadata, "codebooks"), content.tensors()),
        origin);
  }

  private static Optional<InnerGates> gates(MintSettings loop) throws CodecException {
    if (!loop.has("gates")) {
      return Optional.empty();
    }
    MintSettings gates = loop.child("gates");
    return Optional.of(
        new InnerGates(
            gates.number("drop_rate"), gates.number("step_size"), gates.number("price")));
  }

  private static SirenArchitecture architecture(MintSettings json) throws CodecException {
    return new SirenArchitecture(
        json.integer("coordinate_dim"),
        new PositionalEncoding(json.integer("encoding_frequencies"), json.number("encoding_base")),
        json.integer("width"),
        json.integer("layers"),
        json.integer("channels"),
        json.number("w0_first"),
        json.number("w0"),
        json.number("output_shift"));
  }

  /** Compares every shape with the file before anything of the layout's size is allocated. */
  static Parameters parameters(
      Safetensors content, ParameterLayout layout, String name, Limits limits)
      throws CodecException {
    for (ParameterLayout.Tensor wanted : layout.tensors()) {
      Tensor found = content.tensors().get(wanted.name());
      if (found == null || !found.type().isFloat() || !found.shape().equals(wanted.shape())) {
        throw new CodecException.Corrupt(
            name,
            8,
            "tensor '"
                + wanted.name()
                + "' is "
                + (found == null ? "missing" : found.type() + " " + found.shape())
                + ", the architecture asks for "
                + wanted.shape());
      }
    }
    if (layout.size() > limits.elements()) {
      throw new CodecException.LimitExceeded(
          name, 8, "the number of parameters", layout.size(), "elements", limits.elements());
    }
    Parameters parameters = Parameters.zeros(layout);
    for (ParameterLayout.Tensor wanted : layout.tensors()) {
      double[] values = content.tensors().get(wanted.name()).toDoubles();
      System.arraycopy(values, 0, parameters.tensor(wanted.name()), 0, values.length);
    }
    return parameters;
  }

  private static CoordinateFrame frame(MintSettings json) throws CodecException {
    if (!json.text("kind").equals("linspace")) {
      throw json.corrupt("kind", "is '" + json.text("kind") + "', known is 'linspace'");
    }
    return new LinspaceFrame(json.number("low"), json.number("high"));
  }

  private static List<Codebook> codebooks(MintSettings json, SortedMap<String, Tensor> tensors)
      throws CodecException {
    List<Codebook> codebooks = new ArrayList<>();
    for (MintSettings item : json.items()) {
      MintSettings form = item.child("quantizer");
      CodeQuantizer quantizer = form.constant("kind", QuantizerKind.class).read(form, tensors);
      Tensor tables = QuantizerKind.tensor(item, tensors, "tables", TensorType.I32, 1);
      codebooks.add(
          new Codebook(
              item.text("name"),
              quantizer,
              CodeModel.fromInts(tables.toInts()),
              prior(item, tensors)));
    }
    return codebooks;
  }

  private static Optional<CodePrior> prior(MintSettings item, SortedMap<String, Tensor> tensors)
      throws CodecException {
    if (!item.has("prior")) {
      return Optional.empty();
    }
    MintSettings json = item.child("prior");
    return Optional.of(
        new CodePrior(
            QuantizerKind.tensor(json, tensors, "mean", TensorType.F64, 1).toDoubles(),
            QuantizerKind.tensor(json, tensors, "deviation", TensorType.F64, 1).toDoubles()));
  }
}
