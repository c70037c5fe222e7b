package org.coinage.experiments.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.coinage.codec.CodecException;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.experiments.baseline.BaselineCodec;
import org.coinage.experiments.baseline.Baselines;
import org.coinage.experiments.baseline.CodedSet;
import org.coinage.experiments.evaluation.MeasuredPoint;
import org.coinage.experiments.report.ReportData.Origin;
import org.coinage.experiments.results.ResultsFile;
import org.coinage.field.FieldEngine;
import org.coinage.fitting.InnerLoop;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.GridShape;
import org.coinage.signal.PatchLayout;
import org.coinage.signal.Patching;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;

/** Judges codecs on the test signals: our mints and the baselines, all in bytes of files. */
public final class Judgement {

  /**
   * One codec's measurements.
   *
   * @param key short name for file names
   * @param origin ours, or a baseline
   * @param results all points
   * @param outcomes what ours decoded; empty for baselines
   */
  public record Entry(
      String key, Origin origin, ResultsFile results, List<MintEvaluation.Outcome> outcomes) {}

  private final FieldEngine engine;
  private final OrderedMap threads;
  private final int block;
  private final List<Samples> test;
  private final String description;
  private final Map<String, String> provenance;

  /** A judgement on the given test signals. */
  public Judgement(
      FieldEngine engine,
      OrderedMap threads,
      int block,
      List<Samples> test,
      String description,
      Map<String, String> provenance) {
    this.engine = engine;
    this.threads = threads;
    this.block = block;
    this.test = List.copyOf(test);
    this.description = description;
    this.provenance = provenance;
  }

  /** A mint with all its codebooks. */
  public Entry mint(String key, String name, Origin origin, Mint mint, int steps)
      throws CodecException {
    List<MintEvaluation.Outcome> outcomes =
        new MintEvaluation(engine, threads, block).measure(mint, test, steps);
    double points = test.stream().mapToLong(samples -> samples.shape().points()).sum();
    List<Double> withMint = new ArrayList<>();
    List<MintEvaluation.Outcome> sorted =
        outcomes.stream().sorted(Comparator.comparingDouble(o -> o.point().bpp())).toList();
    for (MintEvaluation.Outcome outcome : sorted) {
      Mint alone =
          mint.withCodebooks(
              mint.codebooks().stream().filter(c -> c.name().equals(outcome.codebook())).toList());
      withMint.add(outcome.point().bpp() + 8 * MintFile.toBytes(alone).length / points);
    }
    ResultsFile results =
        ResultsFile.of(
                name,
                description + "; " + steps + " inner steps",
                sorted.stream().map(MintEvaluation.Outcome::point).toList(),
                provenance)
            .with(ResultsFile.BPP_WITH_MINT, withMint);
    return new Entry(key, origin, results, sorted);
  }

  /**
   * A baseline, trained on the given samples where it learns; empty, with a line said, where it
   * cannot run here.
   *
   * @param patch by which a baseline that takes one shape only gets large signals
   */
  public Optional<Entry> baseline(
      String key,
      List<Samples> training,
      Optional<GridShape> patch,
      SeedTree seeds,
      Consumer<String> say) {
    BaselineCodec codec = Baselines.create(key, new Baselines.Setting(training, seeds));
    if (codec.unavailable().isPresent()) {
      say.accept(codec.name() + " is left out: " + codec.unavailable().get());
      return Optional.empty();
    }
    List<MeasuredPoint> points =
        patch.isPresent() && key.equals("pca")
            ? byPatches(codec, patch.get())
            : codec.measure(test);
    List<MeasuredPoint> lossy =
        points.stream().filter(point -> Double.isFinite(point.psnr().meanOfPsnr())).toList();
    if (lossy.isEmpty()) {
      say.accept(codec.name() + " is left out: it lost nothing at any setting");
      return Optional.empty();
    }
    return Optional.of(
        new Entry(
            key,
            Origin.BASELINE,
            ResultsFile.of(codec.name(), description, lossy, provenance),
            List.of()));
  }

  private List<MeasuredPoint> byPatches(BaselineCodec codec, GridShape patch) {
    List<List<Samples>> pieces =
        test.stream().map(s -> Patching.of(s.shape(), patch).split(s)).toList();
    List<Samples> all = pieces.stream().flatMap(List::stream).toList();
    List<MeasuredPoint> points = new ArrayList<>();
    for (double quality : codec.qualities()) {
      long start = System.nanoTime();
      CodedSet coded = codec.encode(all, quality);
      long encoded = System.nanoTime();
      List<Samples> decoded = codec.decode(coded);
      List<Samples> joined = new ArrayList<>();
      int at = 0;
      for (int i = 0; i < test.size(); i++) {
        int count = pieces.get(i).size();
        joined.add(
            new Patching(new PatchLayout(test.get(i).shape(), patch))
                .join(decoded.subList(at, at + count)));
        at += count;
      }
      long end = System.nanoTime();
      points.add(
          MeasuredPoint.of(
              codec.name() + " " + quality,
              test,
              joined,
              coded.bytes(),
              coded.containerBytes(),
              encoded - start,
              end - encoded));
    }
    return points;
  }

  /** All patches of all signals, or the signals, in a mint's frame with encoded coordinates. */
  public static List<Signal> pieces(Mint mint, List<Samples> signals) {
    return signals.stream()
        .flatMap(
            samples ->
                mint
                    .patch()
                    .map(patch -> Patching.of(samples.shape(), patch).split(samples))
                    .orElse(List.of(samples))
                    .stream())
        .map(piece -> mint.architecture().encoding().encode(piece.in(mint.frame())))
        .toList();
  }

  /**
   * Mean PSNR over signals of the unquantized field, COIN++'s unclamped convention, in dB, after
   * each of the given numbers of inner steps.
   *
   * @param pieces all patches of all signals, or the signals, with encoded coordinates
   */
  public static List<Double> unquantized(
      Mint mint, List<Signal> pieces, List<Integer> steps, FieldEngine engine, OrderedMap threads) {
    int most = steps.stream().mapToInt(Integer::intValue).max().orElseThrow();
    InnerLoop loop = new InnerLoop(engine, mint.space(), mint.stepSizes());
    List<double[]> losses =
        threads.map(
            pieces.size(), i -> loop.run(mint.parameters(), pieces.get(i), most + 1).losses());
    return steps.stream()
        .map(
            k ->
                losses.stream()
                    .mapToDouble(each -> -10 * StrictMath.log10(each[k]))
                    .average()
                    .orElseThrow())
        .toList();
  }

  /** PSNR as a file on disk of one signal, for a picture's caption. */
  static double psnr(Samples original, Samples reconstruction) {
    return Psnr.AS_FILE.of(original, reconstruction);
  }
}
