package org.coinage.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.EntropyException;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.PositionalEncoding;
import org.coinage.field.SirenArchitecture;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizeKind;
import org.coinage.modulation.ModulationSettings;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.signal.CoordinateFrame;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;

/**
 * Mints as {@code .mint} files: safetensors with the parameters as F32 under COIN++'s names, tables
 * of codebooks as I32, their quantizers as F64, and everything else as JSON in the metadata.
 *
 * <p>Metadata {@code fingerprint} is the SHA-256 of the content without {@code provenance}, {@code
 * sha256} that of all of it: both over keys, values, tensor names, types, shapes and data in
 * alphabetical order, each with its length before it. Reading checks both, so that no damage goes
 * unseen.
 */
public final class MintFile {

  private static final String FORMAT = "coinage-mint";
  private static final String VERSION = "1";
  private static final String SHA256 = "sha256";
  private static final String FINGERPRINT = "fingerprint";
  private static final String PROVENANCE = "provenance";
  private static final Set<String> NOT_IDENTITY = Set.of(SHA256, FINGERPRINT, PROVENANCE);

  private MintFile() {}

  /** Reads and checks a file. */
  public static Mint read(Path path, Limits limits) throws IOException {
    return parse(FileBytes.read(path, limits), path.toString(), limits);
  }

  /** Reads and checks a file within the default limits. */
  public static Mint read(Path path) throws IOException {
    return read(path, Limits.DEFAULT);
  }

  /** Checks bytes; {@code name} stands for the file in errors. */
  public static Mint parse(byte[] bytes, String name, Limits limits) throws CodecException {
    if (!SafetensorsReader.recognises(bytes) && bytes.length > 8) {
      throw new CodecException.Foreign(name, "mint", FileKind.describe(bytes));
    }
    Safetensors content = Safetensors.parse(bytes, name, limits);
    SortedMap<String, String> metadata = content.metadata();
    if (!FORMAT.equals(metadata.get("format"))) {
      throw new CodecException.Foreign(
          name, "mint", "a safetensors file of another program (import it if it is from COIN++)");
    }
    String version = metadata.getOrDefault("version", "");
    if (!version.equals(VERSION)) {
      long number = version.matches("[0-9]{1,9}") ? Long.parseLong(version) : -1;
      throw new CodecException.UnsupportedVersion(
          name, 8, "mint version", number, "version " + VERSION);
    }
    requireDigest(content, SHA256, Set.of(SHA256), name);
    requireDigest(content, FINGERPRINT, NOT_IDENTITY, name);
    try {
      return read(content, name, limits);
    } catch (EntropyException | IllegalArgumentException | ArithmeticException e) {
      throw new CodecException.Corrupt(name, 8, "its parts do not fit: " + e.getMessage(), e);
    }
  }

  private static void requireDigest(
      Safetensors content, String key, Set<String> except, String name) throws CodecException {
    String computed = hex(content.digest(except));
    String stored = content.metadata().get(key);
    if (!computed.equals(stored)) {
      throw new CodecException.Corrupt(
          name, 8, "the content has " + key + " " + computed + ", expected " + stored);
    }
  }

  /**
   * Writes a file, all or nothing.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists and {@code overwrite} is false
   */
  public static void write(Mint mint, Path path, boolean overwrite) throws IOException {
    FileBytes.write(path, toBytes(mint), overwrite);
  }

  /** The bytes of the file: the same mint gives the same bytes. */
  public static byte[] toBytes(Mint mint) {
    Safetensors bare = content(mint);
    Safetensors named = bare.with(FINGERPRINT, hex(bare.digest(NOT_IDENTITY)));
    return named.with(SHA256, hex(named.digest(Set.of(SHA256)))).toBytes();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static Fingerprint fingerprint(Mint mint) {
    byte[] digest = content(mint).digest(NOT_IDENTITY);
    return new Fingerprint(ByteBuffer.wrap(digest).getLong());
  }

  private static Safetensors content(Mint mint) {
    TensorPool pool = new TensorPool();
    ParameterLayout layout = mint.parameters().layout();
    for (ParameterLayout.Tensor tensor : layout.tensors()) {
      double[] values = mint.parameters().tensor(tensor.name());
      pool.put(Tensor.ofFloats(tensor.name(), tensor.shape(), values));
    }
    ArrayNode codebooks = MintSettings.JSON.createArrayNode();
    for (int i = 0; i < mint.codebooks().size(); i++) {
      codebooks.add(codebook(mint.codebooks().get(i), "codebook." + i + ".", pool));
    }
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", FORMAT);
    metadata.put("version", VERSION);
    metadata.put("codebooks", MintSettings.write(codebooks));
    settings(mint).forEach((key, json) -> metadata.put(key, MintSettings.write(json)));
    return new Safetensors(metadata, pool.tensors());
  }

  private static Map<String, ObjectNode> settings(Mint mint) {
    SirenArchitecture a = mint.architecture();
    ObjectNode architecture =
        MintSettings.object()
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
        MintSettings.object()
            .put("kind", m.kind())
            .put("latent_dim", m.latentDim())
            .put("hidden_width", m.hiddenWidth())
            .put("map_layers", m.mapLayers());
    ObjectNode innerLoop =
        MintSettings.object()
            .put("steps", mint.innerLoop().steps())
            .put("step_size", mint.innerLoop().stepSize())
            .put("step_sizes", mint.innerLoop().stepSizes().name());
    ObjectNode signal = MintSettings.object().put("modality", mint.modality().name());
    signal.set("frame", frame(mint.frame()));
    ArrayNode patch = signal.putArray("patch");
    mint.patch().ifPresent(grid -> Arrays.stream(grid.extents()).forEach(patch::add));
    ArrayNode offset = signal.putArray("offset");
    mint.normalisation().offset().forEach(value -> offset.add(value));
    ArrayNode scale = signal.putArray("scale");
    mint.normalisation().scale().forEach(value -> scale.add(value));
    ObjectNode provenance = MintSettings.object();
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
        PROVENANCE,
        provenance);
  }

  private static ObjectNode frame(CoordinateFrame frame) {
    if (frame instanceof LinspaceFrame linspace) {
      return MintSettings.object()
          .put("kind", "linspace")
          .put("low", linspace.low())
          .put("high", linspace.high());
    }
    throw new IllegalArgumentException(
        "a mint cannot store a " + frame.getClass().getSimpleName() + "; it stores LinspaceFrame");
  }

  private static ObjectNode codebook(Codebook codebook, String prefix, TensorPool pool) {
    QuantizerKind kind = QuantizerKind.of(codebook.quantizer());
    ObjectNode quantizer = MintSettings.object().put("kind", kind.name());
    kind.write(codebook.quantizer(), prefix, quantizer, pool);
    int[] tables = codebook.model().toInts();
    ObjectNode json = MintSettings.object().put("name", codebook.name());
    json.set("quantizer", quantizer);
    return json.put(
        "tables", pool.share(Tensor.ofInts(prefix + "tables", List.of(tables.length), tables)));
  }

  private static Mint read(Safetensors content, String name, Limits limits) throws CodecException {
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
            loop.constant("step_sizes", StepSizeKind.class));
    MintSettings signal = MintSettings.of(name, metadata, "signal");
    int[] patch = signal.integers("patch");
    MintSettings provenance = MintSettings.of(name, metadata, PROVENANCE);
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
          new Codebook(item.text("name"), quantizer, CodeModel.fromInts(tables.toInts())));
    }
    return codebooks;
  }
}
