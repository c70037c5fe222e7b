package org.coinage.codec;

import java.util.Optional;
import java.util.SortedMap;
import org.coinage.field.PositionalEncoding;
import org.coinage.field.SirenArchitecture;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.modulation.ModulationSettings;

/**
 * Makes a mint of the parameters of a PyTorch COIN++ model ({@code coinpp/models.py}), saved by
 * {@code safetensors.torch.save_file(model.state_dict(), path)}. Sizes follow from the shapes; what
 * no shape tells is given here. Codebooks are fitted afterwards.
 *
 * @param w0First frequency factor of the first sine layer, {@code w0_initial} in COIN++
 * @param w0 frequency factor of the others
 * @param scaleOnly whether a modulation vector of one layer's length per layer means scales rather
 *     than shifts
 * @param innerLoop how the model was trained to be fitted
 */
public record PyTorchImport(
    double w0First, double w0, boolean scaleOnly, InnerLoopSettings innerLoop) {

  private static final double OUTPUT_SHIFT = 0.5;

  /**
   * The mint of a state dictionary.
   *
   * @param name of the file, for messages
   * @throws CodecException if a tensor is missing, or shapes do not fit together
   */
  public Mint mint(Safetensors state, String name, Limits limits) throws CodecException {
    SortedMap<String, Tensor> tensors = state.tensors();
    Tensor first = matrix(tensors, "net.0.linear.weight", name);
    Tensor last = matrix(tensors, "last_layer.linear.weight", name);
    int layers = 1;
    while (tensors.containsKey("net." + (layers - 1) + ".linear.weight")) {
      layers++;
    }
    try {
      SirenArchitecture architecture =
          new SirenArchitecture(
              first.shape().get(1),
              PositionalEncoding.NONE,
              first.shape().get(0),
              layers,
              last.shape().get(0),
              w0First,
              w0,
              OUTPUT_SHIFT);
      ModulationSettings modulation = modulation(tensors, architecture, name);
      return Mint.ofImages(
          architecture,
          modulation,
          MintReader.parameters(
              state, Mint.layout(architecture, modulation, innerLoop), name, limits),
          innerLoop);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new CodecException.Corrupt(name, 8, "it is no COIN++ model: " + e.getMessage(), e);
    }
  }

  private ModulationSettings modulation(
      SortedMap<String, Tensor> tensors, SirenArchitecture architecture, String name)
      throws CodecException {
    Optional<Tensor> direct = Optional.ofNullable(tensors.get("modulation_net.bias"));
    if (direct.isPresent()) {
      String parts = parts(direct.get(), architecture, name);
      return ModulationSettings.of("direct-" + parts, 1);
    }
    if (tensors.containsKey("modulation_net.net.weight")) {
      Tensor map = matrix(tensors, "modulation_net.net.weight", name);
      return ModulationSettings.of("latent-" + parts(map, architecture, name), map.shape().get(1));
    }
    Tensor input = matrix(tensors, "modulation_net.net.0.weight", name);
    int mapLayers = 1;
    while (tensors.containsKey("modulation_net.net." + 2 * mapLayers + ".weight")) {
      mapLayers++;
    }
    Tensor output = matrix(tensors, "modulation_net.net." + 2 * (mapLayers - 1) + ".weight", name);
    String parts = parts(output, architecture, name);
    return new ModulationSettings(
        parts.equals("shift") ? "latent-mlp" : "latent-mlp-" + parts,
        input.shape().get(1),
        input.shape().get(0),
        mapLayers);
  }

  private String parts(Tensor map, SirenArchitecture architecture, String name)
      throws CodecException {
    int units = architecture.width() * architecture.sineLayers();
    int outputs = map.shape().isEmpty() ? 0 : map.shape().get(0);
    if (outputs == 2 * units) {
      return "shift-scale";
    }
    if (outputs == units) {
      return scaleOnly ? "scale" : "shift";
    }
    throw new CodecException.Corrupt(
        name,
        8,
        "tensor '"
            + map.name()
            + "' has the shape "
            + map.shape()
            + ", expected "
            + units
            + " or "
            + 2 * units
            + " rows for the sine units");
  }

  private static Tensor matrix(SortedMap<String, Tensor> tensors, String key, String name)
      throws CodecException {
    Tensor tensor = tensors.get(key);
    if (tensor == null || tensor.shape().size() != 2 || !tensor.type().isFloat()) {
      throw new CodecException.Corrupt(
          name,
          8,
          "tensor '"
              + key
              + "' is "
              + (tensor == null ? "missing" : tensor.type() + " " + tensor.shape())
              + ", a COIN++ model has a matrix there");
    }
    return tensor;
  }
}
