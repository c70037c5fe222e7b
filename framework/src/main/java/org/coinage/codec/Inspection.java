package org.coinage.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.coinage.kernel.OrderedMap;

/**
 * What a file holds, without evaluating its fields: for people as lines, for programs as JSON.
 * Sizes are in bytes, rates in bits per point of the signal (per pixel of an image).
 */
public final class Inspection {

  private final ObjectNode facts;

  private Inspection(ObjectNode facts) {
    this.facts = facts;
  }

  /** Inspects a file of any kind. */
  public static Inspection of(Path path, Limits limits) throws IOException {
    String name = path.toString();
    byte[] bytes = FileBytes.read(path, limits);
    return switch (FileKind.of(bytes)) {
      case MINT -> of(MintFile.parse(bytes, name, limits));
      case COIN -> of(CoinFile.parse(bytes, name, limits));
      case PURSE -> of(PurseFile.parse(bytes, name, limits));
      case OTHER ->
          throw new CodecException.Foreign(name, "mint, coin or purse", FileKind.describe(bytes));
    };
  }

  /**
   * Inspects a coin or purse with its mint, which tells what zeros cost and what else does.
   *
   * @throws CodecException.WrongMint if it was struck with another mint
   * @throws CodecException.Foreign if it is neither coin nor purse
   */
  public static Inspection of(Path path, Mint mint, Limits limits) throws IOException {
    String name = path.toString();
    byte[] bytes = FileBytes.read(path, limits);
    try (OrderedMap alone = new OrderedMap(1)) {
      Decoder decoder = new Decoder(mint, alone, limits);
      switch (FileKind.of(bytes)) {
        case COIN -> {
          CoinFile coin = CoinFile.parse(bytes, name, limits);
          return of(coin).with(ledger(mint, coin.imprint(), decoder.symbols(coin)));
        }
        case PURSE -> {
          PurseFile purse = PurseFile.parse(bytes, name, limits);
          CodeLedger ledger = CodeLedger.NONE;
          for (int block = 0; block < purse.blocks(); block++) {
            ledger = ledger.plus(ledger(mint, purse, block, decoder));
          }
          return of(purse).with(ledger);
        }
        default ->
            throw new CodecException.Foreign(name, "coin or purse", FileKind.describe(bytes));
      }
    }
  }

  /** Nothing of a damaged block, which is counted elsewhere. */
  private static CodeLedger ledger(Mint mint, PurseFile purse, int block, Decoder decoder)
      throws CodecException {
    try {
      List<int[]> codes = new ArrayList<>();
      decoder.symbols(purse, block).forEach(codes::addAll);
      return ledger(mint, purse.imprint(), codes);
    } catch (CodecException.Corrupt e) {
      return CodeLedger.NONE;
    }
  }

  private static CodeLedger ledger(Mint mint, Imprint imprint, List<int[]> codes) {
    return CodeLedger.of(mint.codebooks().get(imprint.codebook()).model(), codes, imprint.grid());
  }

  private Inspection with(CodeLedger ledger) {
    facts.set("ledger", ledger.toJson());
    return this;
  }

  /** Inspects a mint. */
  public static Inspection of(Mint mint) {
    ObjectNode facts = JsonTree.object().put("kind", FileKind.MINT.toString());
    facts.put("file_bytes", MintFile.toBytes(mint).length);
    facts.put("fingerprint", mint.fingerprint().toString());
    facts.put("modality", mint.modality().name());
    facts.put("width", mint.architecture().width());
    facts.put("layers", mint.architecture().layers());
    facts.put("channels", mint.architecture().channels());
    facts.put("w0", mint.architecture().w0());
    facts.put("modulation", mint.modulation().kind());
    facts.put("code_length", mint.space().codeDim());
    facts.set("ledger", MintLedger.of(mint).toJson());
    facts.put("patch", mint.patch().map(Object::toString).orElse("none"));
    facts.put("normalisation", mint.normalisation().toString());
    facts.put("inner_steps", mint.innerLoop().steps());
    ArrayNode codebooks = facts.putArray("codebooks");
    for (Codebook codebook : mint.codebooks()) {
      codebooks
          .addObject()
          .put("name", codebook.name())
          .put("quantizer", QuantizerKind.of(codebook.quantizer()).name());
    }
    ObjectNode provenance = facts.putObject("provenance");
    mint.provenance().forEach(provenance::put);
    return new Inspection(facts);
  }

  /** Inspects a coin. */
  public static Inspection of(CoinFile coin) {
    int size = coin.toBytes().length;
    ObjectNode facts = imprint(FileKind.COIN, coin.imprint(), size);
    rates(facts, size, coin.code().length, coin.imprint().shape().points());
    ArrayNode sections = facts.putArray("sections");
    sections.addObject().put("name", "code").put("bytes", coin.code().length);
    coin.digest()
        .ifPresent(
            sha ->
                sections
                    .addObject()
                    .put("name", "sha256")
                    .put("bytes", sha.length)
                    .put("value", HexFormat.of().formatHex(sha)));
    return new Inspection(facts);
  }

  /** Inspects a purse; damaged blocks are counted. */
  public static Inspection of(PurseFile purse) {
    ObjectNode facts = imprint(FileKind.PURSE, purse.imprint(), purse.size());
    long payload = 0;
    for (int block = 0; block < purse.blocks(); block++) {
      payload += purse.lengthOf(block);
    }
    rates(facts, purse.size(), payload, (long) purse.imprint().shape().points() * purse.coins());
    facts.put("coins", purse.coins());
    facts.put("coins_per_block", purse.blockSize());
    facts.put("blocks", purse.blocks());
    facts.put("damaged_blocks", purse.damage().size());
    return new Inspection(facts);
  }

  private static ObjectNode imprint(FileKind kind, Imprint imprint, int size) {
    return JsonTree.object()
        .put("kind", kind.toString())
        .put("version", Preamble.version(imprint))
        .put("file_bytes", size)
        .put("mint", imprint.mint().toString())
        .put("codebook", imprint.codebook())
        .put("step_scale", imprint.step().factor())
        .put("modality", imprint.modality().name())
        .put("shape", imprint.shape().toString())
        .put("channels", imprint.channels())
        .put("patch", imprint.patch().map(Object::toString).orElse("none"))
        .put("patches", imprint.layout().count());
  }

  private static void rates(ObjectNode facts, long size, long payload, long points) {
    facts
        .put("payload_bytes", payload)
        .put("overhead_bytes", size - payload)
        .put("bits_per_point", 8.0 * size / points)
        .put("payload_bits_per_point", 8.0 * payload / points);
  }

  /** One JSON object. */
  public String json() {
    return JsonTree.write(facts);
  }

  /** A line per fact, {@code name: value}, nested facts indented. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    append(lines, "", facts);
    return lines;
  }

  private static void append(List<String> lines, String indent, ObjectNode node) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = indent + entry.getKey().replace('_', ' ') + ":";
      JsonNode value = entry.getValue();
      if (value instanceof ObjectNode object) {
        lines.add(key);
        append(lines, indent + "  ", object);
      } else if (value.isArray()) {
        lines.add(key);
        value.forEach(item -> lines.add(indent + "  " + flat(item)));
      } else {
        // Four decimals for people; the JSON keeps them all.
        String text =
            value.isDouble()
                ? Double.toString(Math.rint(value.doubleValue() * 1e4) / 1e4)
                : value.asText();
        lines.add(key + " " + text);
      }
    }
  }

  private static String flat(JsonNode item) {
    List<String> parts = new ArrayList<>();
    item.properties().forEach(e -> parts.add(e.getKey() + " " + e.getValue().asText()));
    return String.join(", ", parts);
  }
}
