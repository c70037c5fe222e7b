package org.coinage.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.CorruptStreamException;
import org.coinage.field.FieldDecoder;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.kernel.ArgumentRangeException;
import org.coinage.kernel.OrderedMap;
import org.coinage.modulation.ModulationSpace;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.signal.GridShape;
import org.coinage.signal.PatchLayout;
import org.coinage.signal.PatchSampling;
import org.coinage.signal.Patching;
import org.coinage.signal.Samples;
import org.coinage.signal.SamplingGrid;
import org.coinage.signal.SeamFilter;

/**
 * From coins back to samples: needs the mint, the coin and nothing else. The samples are the same
 * to the last bit on every JVM and for every number of threads.
 *
 * <p>Thread-safe; the map of workers stays the caller's to close.
 */
public final class Decoder {

  private static final float[] NOWHERE = {};

  private final Mint mint;
  private final Fingerprint fingerprint;
  private final ModulationSpace space;
  private final Limits limits;
  private final OrderedMap workers;
  private final Optional<FieldDecoder> shared;

  /** A decoder within the default limits. */
  public Decoder(Mint mint, OrderedMap workers) {
    this(mint, workers, Limits.DEFAULT);
  }

  /** A decoder within the given limits. */
  public Decoder(Mint mint, OrderedMap workers, Limits limits) {
    this.mint = mint;
    this.fingerprint = mint.fingerprint();
    this.space = mint.space();
    this.limits = limits;
    this.workers = workers;
    this.shared =
        space.modulated().contains(FieldPart.WEIGHTS)
            ? Optional.empty()
            : Optional.of(field(space.apply(mint.parameters(), new double[space.codeDim()])));
  }

  private FieldDecoder field(FieldTensors psi) {
    return new FieldDecoder(mint.architecture(), psi);
  }

  /** Fingerprint of the mint. */
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /**
   * The samples of a coin.
   *
   * @throws CodecException.WrongMint if it was struck with another mint
   * @throws CodecException if it is damaged, or larger than the limits allow
   */
  public Samples decode(CoinFile coin) throws CodecException {
    return evaluate(coin.imprint(), symbols(coin), coin.name());
  }

  /**
   * The signal of a coin at other points than its own: the fields are evaluated there, nothing is
   * interpolated. On the coin's own grid with {@link SeamFilter#NONE} these are the bits of {@link
   * #decode(CoinFile)}.
   *
   * @param grid where samples are wanted, within {@code coin.imprint().shape()}
   * @param seams what is done about seams between patches
   * @throws IllegalArgumentException if the grid does not fit the coin
   * @throws CodecException as {@link #decode(CoinFile)}; also if there are more samples than the
   *     limits allow
   */
  public Samples decode(CoinFile coin, SamplingGrid grid, SeamFilter seams) throws CodecException {
    return evaluate(coin.imprint(), symbols(coin), grid, seams, coin.name());
  }

  /** The symbols of a coin: one array per patch. */
  public List<int[]> symbols(CoinFile coin) throws CodecException {
    requireMint(coin.imprint(), coin.name());
    return symbols(coin.imprint(), 1, coin.code(), coin.name(), 0);
  }

  /**
   * All coins of a purse that can be read. Holds them all in memory; go by {@link #decodeBlock}
   * where that is too much.
   *
   * @throws CodecException.WrongMint if it was struck with another mint
   */
  public DecodedPurse decode(PurseFile purse) throws CodecException {
    requireMint(purse.imprint(), purse.name());
    List<Optional<Samples>> coins = new ArrayList<>();
    List<CodecException> damage = new ArrayList<>();
    for (int block = 0; block < purse.blocks(); block++) {
      try {
        decodeBlock(purse, block).forEach(samples -> coins.add(Optional.of(samples)));
      } catch (CodecException.Corrupt e) {
        damage.add(e);
        for (int i = 0; i < purse.coinsOf(block); i++) {
          coins.add(Optional.empty());
        }
      }
    }
    return new DecodedPurse(coins, damage);
  }

  /** The samples of one block of a purse, without reading the others. */
  public List<Samples> decodeBlock(PurseFile purse, int block) throws CodecException {
    List<List<int[]>> symbols = symbols(purse, block);
    long elements = purse.imprint().elements() * symbols.size();
    int at = purse.offsetOf(block);
    requireLimit("the number of samples of block " + block, elements, purse.name(), at);
    List<Samples> decoded = new ArrayList<>();
    for (List<int[]> coin : symbols) {
      decoded.add(evaluate(purse.imprint(), coin, purse.name()));
    }
    return decoded;
  }

  /** As {@link #decode(CoinFile, SamplingGrid, SeamFilter)}, of one block of a purse. */
  public List<Samples> decodeBlock(PurseFile purse, int block, SamplingGrid grid, SeamFilter seams)
      throws CodecException {
    List<Samples> decoded = new ArrayList<>();
    for (List<int[]> coin : symbols(purse, block)) {
      decoded.add(evaluate(purse.imprint(), coin, grid, seams, purse.name()));
    }
    return decoded;
  }

  /** The symbols of one block of a purse: per coin, one array per patch. */
  public List<List<int[]>> symbols(PurseFile purse, int block) throws CodecException {
    requireMint(purse.imprint(), purse.name());
    int coins = purse.coinsOf(block);
    List<int[]> all =
        symbols(purse.imprint(), coins, purse.code(block), purse.name(), purse.offsetOf(block));
    int pieces = all.size() / coins;
    List<List<int[]>> split = new ArrayList<>();
    for (int i = 0; i < coins; i++) {
      split.add(List.copyOf(all.subList(i * pieces, (i + 1) * pieces)));
    }
    return split;
  }

  /** SHA-256 of samples as big-endian binary32, in order. */
  public static byte[] digest(Samples samples) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(4, samples.values().length));
    bytes.asFloatBuffer().put(samples.values());
    return Safetensors.sha256().digest(bytes.array());
  }

  private List<int[]> symbols(Imprint imprint, int coins, byte[] code, String name, long at)
      throws CodecException {
    CodeModel model = mint.codebooks().get(imprint.codebook()).model();
    long codes = (long) imprint.layout().count() * coins;
    requireLimit("the number of symbols", codes * model.dimension(), name, at);
    try {
      return model.decodeAll(code, 0, code.length, (int) codes, imprint.grid());
    } catch (CorruptStreamException e) {
      throw new CodecException.Corrupt(name, at, e.getMessage(), e);
    }
  }

  private Samples evaluate(Imprint imprint, List<int[]> symbols, String name)
      throws CodecException {
    Patching patching = new Patching(imprint.layout());
    GridShape piece = imprint.layout().patch();
    float[] coordinates = encoded(mint.frame().coordinates(piece));
    List<float[]> values = evaluate(imprint, symbols, i -> coordinates, name);
    return mint.normalisation()
        .invert(
            patching.join(
                values.stream().map(v -> new Samples(piece, imprint.channels(), v)).toList()));
  }

  private Samples evaluate(
      Imprint imprint, List<int[]> symbols, SamplingGrid grid, SeamFilter seams, String name)
      throws CodecException {
    requireLimit(grid, imprint.channels(), name);
    PatchLayout layout = imprint.layout();
    PatchSampling sampling = new PatchSampling(layout, seams.around(grid, layout));
    List<float[]> values =
        evaluate(
            imprint,
            symbols,
            i ->
                sampling.touches(i)
                    ? encoded(mint.frame().coordinates(layout.patch(), sampling.positions(i)))
                    : NOWHERE,
            name);
    Samples joined = sampling.join(values, imprint.channels());
    return mint.normalisation().invert(seams.apply(joined, grid, layout));
  }

  /** Field values of each patch at encoded coordinates. */
  private List<float[]> evaluate(
      Imprint imprint, List<int[]> symbols, IntFunction<float[]> coordinates, String name)
      throws CodecException {
    CodeQuantizer quantizer = mint.codebooks().get(imprint.codebook()).quantizer(imprint.step());
    try {
      return workers.map(
          symbols.size(),
          i -> {
            float[] points = coordinates.apply(i);
            if (points.length == 0) {
              return NOWHERE;
            }
            FieldTensors psi = space.apply(mint.parameters(), quantizer.dequantize(symbols.get(i)));
            FieldDecoder field = shared.orElseGet(() -> field(psi));
            return field.evaluate(psi, points);
          });
    } catch (ArgumentRangeException e) {
      throw new CodecException.Corrupt(name, 0, "its code leads to " + e.getMessage(), e);
    }
  }

  private float[] encoded(float[] coordinates) {
    return mint.architecture().encoding().encode(coordinates, mint.architecture().coordinateDim());
  }

  /** Checks that a coin or purse belongs to this mint and agrees with it. */
  private void requireMint(Imprint imprint, String name) throws CodecException {
    if (!imprint.mint().equals(fingerprint)) {
      throw new CodecException.WrongMint(
          name, FileKind.COIN_MAGIC.length + 1L, imprint.mint().toString(), fingerprint.toString());
    }
    require(imprint.codebook() < mint.codebooks().size(), name, "codebook", imprint.codebook());
    require(
        imprint.step().equals(StepScale.NONE) || mint.codebooks().get(imprint.codebook()).scales(),
        name,
        "scale of the steps",
        imprint.step().notch());
    require(
        imprint.channels() == mint.architecture().channels(), name, "channels", imprint.channels());
    require(imprint.patch().equals(mint.patch()), name, "patch", imprint.layout().patch());
    int dimension = mint.frame().dimension(imprint.shape().rank());
    require(dimension == mint.architecture().coordinateDim(), name, "shape", imprint.shape());
    GridShape piece = imprint.layout().patch();
    requireLimit(
        "the number of samples of a patch",
        (long) piece.points() * Math.max(imprint.channels(), mint.architecture().inputDim()),
        name,
        0);
  }

  private static void require(boolean agrees, String name, String what, Object found)
      throws CodecException {
    if (!agrees) {
      throw new CodecException.Corrupt(
          name, 0, "the header says " + what + " " + found + ", which its mint does not have");
    }
  }

  private void requireLimit(SamplingGrid grid, int channels, String name) throws CodecException {
    long samples = channels;
    for (SamplingGrid.Axis axis : grid.axes()) {
      samples *= axis.points();
      requireLimit("the number of samples asked for", samples, name, 0);
    }
  }

  private void requireLimit(String what, long found, String name, long at) throws CodecException {
    if (found > limits.elements()) {
      throw new CodecException.LimitExceeded(name, at, what, found, "elements", limits.elements());
    }
  }
}
