package org.coinage.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coinage.field.ParameterLayout;
import org.coinage.field.SirenArchitecture;
import org.coinage.modulation.ModulationSettings;
import org.coinage.quantization.CodePrior;
import org.coinage.signal.CoordinateFrame;
import org.coinage.signal.LinspaceFrame;

/** What a mint's file holds, as tensors and metadata. */
final class MintWriter {

  private MintWriter() {}

  /** The content without its digests. */
  static Safetensors content(Mint mint) {
    TensorPool pool = new TensorPool();
    ParameterLayout layout = mint.parameters().layout();
    for (ParameterLayout.Tensor tensor : layout.tensors()) {
      double[] values = mint.parameters().tensor(tensor.name());
      pool.put(Tensor.ofFloats(tensor.name(), tensor.shape(), values));
    }
    ArrayNode codebooks = JsonTree.array();
    for (int i = 0; i < mint.codebooks().size(); i++) {
      codebooks.add(codebook(mint.codebooks().get(i), "codebook." + i + ".", pool));
    }
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", MintFile.FORMAT);
    metadata.put("version", MintFile.version(mint));
    metadata.put("codebooks", JsonTree.write(codebooks));
    settings(mint).forEach((key, json) -> metadata.put(key, JsonTree.write(json)));
    return new Safetensors(metadata, pool.tensors());
  }

  private static Map<String, ObjectNode> settings(Mint mint) {
    SirenArchitecture a = mint.architecture();
    ObjectNode architecture =
        JsonTree.object()
            .put("coordinate_dim", a.coordinateDim())
            .put("encoding_frequencies", a.encoding().frequencies())
            .put("encoding_base", a.encoding().base())
            .put("width", a.width())
            .put("layers", a.layers())
            .put("channels", a.channels())
            .put("w0_first", a.w0First())
            .put("w0", a.w0())
            .put("output_shift", a.outputShift());
    ModulationSettings m = mint.modulation();
    ObjectNode modulation =
        JsonTree.object()
            .put("kind", m.kind())
            .put("latent_dim", m.latentDim())
            .put("hidden_width", m.hiddenWidth())
            .put("map_layers", m.mapLayers());
    ObjectNode innerLoop =
        JsonTree.object()
            .put("steps", mint.innerLoop().steps())
            .put("step_size", mint.innerLoop().stepSize())
            .put("step_sizes", mint.innerLoop().stepSizes().name());
    mint.innerLoop()
        .gates()
        .ifPresent(
            gates ->
                innerLoop
                    .putObject("gates")
                    .put("drop_rate", gates.dropRate())
                    .put("step_size", gates.stepSize())
                    .put("price", gates.price()));
    ObjectNode signal = JsonTree.object().put("modality", mint.modality().name());
    signal.set("frame", frame(mint.frame()));
    ArrayNode patch = signal.putArray("patch");
    mint.patch().ifPresent(grid -> Arrays.stream(grid.extents()).forEach(patch::add));
    ArrayNode offset = signal.putArray("offset");
    mint.normalisation().offset().forEach(value -> offset.add(value));
    ArrayNode scale = signal.putArray("scale");
    mint.normalisation().scale().forEach(value -> scale.add(value));
    ObjectNode provenance = JsonTree.object();
    new TreeMap<>(mint.provenance()).forEach(provenance::put);
    return Map.of(
        "architecture",
        architecture,
        "modulation",
        modulation,
        "inner_loop",
        innerLoop,
        "signal",
        signal,
        MintFile.PROVENANCE,
        provenance);
  }

  private static ObjectNode frame(CoordinateFrame frame) {
    if (frame instanceof LinspaceFrame linspace) {
      return JsonTree.object()
          .put("kind", "linspace")
          .put("low", linspace.low())
          .put("high", linspace.high());
    }
    throw new IllegalArgumentException(
        "a mint cannot store a " + frame.getClass().getSimpleName() + "; it stores LinspaceFrame");
  }

  private static ObjectNode codebook(Codebook codebook, String prefix, TensorPool pool) {
    QuantizerKind kind = QuantizerKind.of(codebook.quantizer());
    ObjectNode quantizer = JsonTree.object().put("kind", kind.name());
    kind.write(codebook.quantizer(), prefix, quantizer, pool);
    int[] tables = codebook.model().toInts();
    ObjectNode json = JsonTree.object().put("name", codebook.name());
    json.set("quantizer", quantizer);
    codebook.prior().ifPresent(prior -> json.set("prior", prior(prior, prefix, pool)));
    return json.put(
        "tables", pool.share(Tensor.ofInts(prefix + "tables", List.of(tables.length), tables)));
  }

  private static ObjectNode prior(CodePrior prior, String prefix, TensorPool pool) {
    List<Integer> shape = List.of(prior.dimension());
    Tensor mean = Tensor.ofDoubles(prefix + "prior_mean", shape, prior.mean());
    Tensor deviation = Tensor.ofDoubles(prefix + "prior_deviation", shape, prior.deviation());
    return JsonTree.object().put("mean", pool.share(mean)).put("deviation", pool.share(deviation));
  }
}
