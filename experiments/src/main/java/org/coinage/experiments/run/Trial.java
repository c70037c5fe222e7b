package org.coinage.experiments.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.coinage.codec.Mint;
import org.coinage.experiments.baseline.BaselineCodec;
import org.coinage.experiments.baseline.BaselineEvaluation;
import org.coinage.experiments.baseline.Baselines;
import org.coinage.experiments.progress.WorkDisplay;
import org.coinage.field.FieldEngine;
import org.coinage.fitting.FitKind;
import org.coinage.fitting.FitSettings;
import org.coinage.fitting.GatedFitSettings;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.Samples;

/**
 * A run's mints and the configured baselines, all judged on the same test signals. Every result is
 * written as it is measured: what is there stays, whatever happens later.
 */
final class Trial {

  /** Inner steps whose unquantized quality is reported, beside those of learning. */
  private static final int DEEP = 10;

  private final ExperimentSettings settings;
  private final DataSplit data;
  private final RunDirectory run;
  private final List<Samples> test;
  private final Judgement judgement;
  private final WorkDisplay work;
  private final Consumer<String> say;
  private final List<Judgement.Entry> entries = new ArrayList<>();

  Trial(
      ExperimentSettings settings,
      DataSplit data,
      RunDirectory run,
      Map<String, String> provenance,
      WorkDisplay work,
      Consumer<String> say) {
    this.settings = settings;
    this.data = data;
    this.run = run;
    this.test = DataSplit.each(data.test());
    this.judgement = new Judgement(test, data.description(), provenance);
    this.work = work;
    this.say = say;
  }

  /**
   * Judges everything.
   *
   * @param training what a baseline may learn from, of one shape
   */
  Verdict hold(
      List<Contestant> contestants, List<Samples> training, FieldEngine engine, OrderedMap threads)
      throws IOException {
    say.accept("Judging on %d test signals".formatted(test.size()));
    MintEvaluation evaluation =
        new MintEvaluation(engine, threads, settings.codec().block(), settings.codec().pictures());
    for (Contestant contestant : contestants) {
      say.accept("  " + contestant.name());
      work.begin(contestant.name());
      keep(contestant.name(), judgement.mint(contestant, evaluation));
    }
    SeedTree seeds = SeedTree.root(settings.seed()).child("baselines");
    for (String key : settings.codec().baselines()) {
      judge(key, new Baselines.Setting(training, seeds.child(key)));
    }
    List<NetworkResult> networks = new ArrayList<>();
    List<String> facts = new ArrayList<>();
    for (Contestant contestant : contestants) {
      if (contestant.key().equals(MintMaker.FINAL) || contestant.key().equals("whitened")) {
        String network = contestant.key().equals(MintMaker.FINAL) ? "final" : "control";
        NetworkResult result = unquantized(network, contestant, evaluation, facts);
        networks.add(result);
        facts.add(result.describe(data.patch().isPresent() ? "patches" : "signals"));
      }
    }
    settings.quantization().caveat().ifPresent(facts::add);
    return Verdict.of(entries, networks, facts);
  }

  private void judge(String key, Baselines.Setting setting) throws IOException {
    work.begin(key);
    BaselineCodec codec = Baselines.create(key, setting);
    if (codec.unavailable().isPresent()) {
      say.accept("  " + codec.name() + " is left out: " + codec.unavailable().get());
      return;
    }
    say.accept("  " + codec.name());
    keep(
        codec.name(),
        judgement.baseline(
            key, codec, new BaselineEvaluation(data.patch(), point -> work.pieceDone())));
  }

  private void keep(String name, Optional<Judgement.Entry> entry) throws IOException {
    if (entry.isEmpty()) {
      say.accept("  " + name + " is left out: it lost nothing at any setting");
      return;
    }
    entry.get().write(run.results());
    entries.add(entry.get());
  }

  private static String bound(GatedFitSettings settings, List<double[]> codes) {
    DoubleSummaryStatistics bits = codes.stream().mapToDouble(settings::bits).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "Of a bound of %d bits a code %.1f are used on average, %.1f at least and %.1f at most.",
        settings.bits(),
        bits.getAverage(),
        bits.getMin(),
        bits.getMax());
  }

  private NetworkResult unquantized(
      String name, Contestant contestant, MintEvaluation evaluation, List<String> facts) {
    work.begin("the " + name + " network, unquantized");
    Mint mint = contestant.mint();
    Map<String, Double> psnr = new LinkedHashMap<>();
    int steps = mint.innerLoop().steps();
    if (steps > 0) {
      List<Integer> depths = IntStream.of(steps, Math.max(steps, DEEP)).distinct().boxed().toList();
      List<Double> found = evaluation.unquantized(mint, test, depths);
      for (int i = 0; i < depths.size(); i++) {
        psnr.put(FitSettings.inner(depths.get(i)).describe(), found.get(i));
      }
    }
    FitSettings own = contestant.encoder().fit();
    if (own.kind() == FitKind.ADAM || own.kind() == FitKind.GATED) {
      List<double[]> codes = evaluation.codes(mint, test, own);
      psnr.put(own.describe(), evaluation.psnrAt(mint, test, codes));
      if (own.kind() == FitKind.GATED) {
        facts.add(bound(own.gated(), codes));
      }
    }
    return NetworkResult.of(name, mint, psnr);
  }
}
