package org.coinage.experiments.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.config.ComposedConfig;
import org.coinage.experiments.progress.ProgressDisplay;
import org.coinage.experiments.provenance.Provenance;
import org.coinage.experiments.report.ReportData;
import org.coinage.experiments.report.ReportData.Origin;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;
import org.coinage.training.CheckpointStore;
import org.coinage.training.JsonlSink;
import org.coinage.training.LogSink;
import org.coinage.training.StopRequest;
import org.coinage.training.Trainer;
import org.coinage.training.TrainingInterrupted;
import org.coinage.training.TrainingState;

/**
 * The main job, end to end: learn, retrain with quantization, freeze mints, code the test signals,
 * compare, report. Resumes by itself where the run directory has checkpoints.
 */
public final class Experiment {

  /** Time the JVM is held back for the step in progress and its checkpoint when told to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Logger LOG = LogManager.getLogger(Experiment.class);

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final ComposedConfig config;
  private final ExperimentSettings settings;
  private final RunDirectory run;
  private final PrintStream out;

  /** An experiment in its run directory, which holds its configuration. */
  public Experiment(ComposedConfig config, RunDirectory run, PrintStream out) {
    this.config = config;
    this.settings = config.bind(ExperimentSettings.class);
    this.run = run;
    this.out = out;
  }

  /**
   * Runs to the report.
   *
   * @return the report
   * @throws org.coinage.training.TrainingInterrupted if a stop was requested while learning
   */
  public Path run(StopRequest stop) throws IOException {
    DataSplit data = DataSplit.of(settings.dataset());
    say("Data: " + data.description());
    long leaked = data.leaked();
    if (leaked > 0) {
      say("Notice: " + leaked + " test samples are also among those learned or tuned on");
    }
    settings.photographs().ifPresent(folder -> new Photographs(folder, run).check(data.channels()));
    Provenance facts = provenance(data);
    try (OrderedMap threads = new OrderedMap(settings.workers());
        FieldEngine engine = FieldEngines.named(settings.engine(), Precision.FLOAT)) {
      Learning learning = new Learning(settings, data, engine, threads);
      say(
          "Learning: %s, %d-number codes, %d parameters, engine %s on %d threads"
              .formatted(
                  settings.modulation().kind(),
                  learning.space().codeDim(),
                  learning.space().layout().size(),
                  engine.name(),
                  threads.threads()));
      Map<String, String> attempt = new LinkedHashMap<>(facts.toMap());
      attempt.put("engine", engine.name() + ", " + threads.threads() + " threads");
      RunProvenance provenance = RunProvenance.begin(run.provenance(), attempt);
      TrainingState state = stop.stoppingOnShutdown(PATIENCE, () -> learn(learning, stop));
      return judge(learning, state, data, provenance.summary(), engine, threads);
    }
  }

  private Provenance provenance(DataSplit data) {
    Provenance facts = Provenance.here().withSeed(settings.seed()).withConfigHash(config.hash());
    for (Map.Entry<String, String> hash : data.hashes().entrySet()) {
      facts = facts.withData(hash.getKey(), hash.getValue());
    }
    return facts;
  }

  private TrainingState learn(Learning learning, StopRequest stop) {
    try (CheckpointStore store = CheckpointStore.open(run.root());
        JsonlSink record = new JsonlSink(run.metrics());
        LogSink log = new LogSink();
        ProgressDisplay progress = ProgressDisplay.on(out)) {
      return new Trainer(
              learning.recipe(),
              settings.training().trainer(),
              store,
              stop,
              List.of(record, log, progress))
          .run(learning.initialState());
    } catch (TrainingInterrupted interrupted) {
      say(interrupted.getMessage()); // here, for the JVM may end once this returns
      throw interrupted;
    }
  }

  private Path judge(
      Learning learning,
      TrainingState state,
      DataSplit data,
      Map<String, String> provenance,
      FieldEngine engine,
      OrderedMap threads)
      throws IOException {
    say("Striking: quantizers and tables from training codes");
    MintMaker maker = new MintMaker(settings, learning, data, engine, threads, provenance);
    Map<String, Mint> mints = new LinkedHashMap<>();
    mints.put("final", maker.finalMint(state));
    maker.controlMint(state).ifPresent(mint -> mints.put("control", mint));
    maker.coinPlusPlusMint(state).ifPresent(mint -> mints.put("coinpp", mint));
    for (Map.Entry<String, Mint> mint : mints.entrySet()) {
      MintFile.write(mint.getValue(), run.mints().resolve(mint.getKey() + ".mint"), true);
    }
    List<Samples> test = DataSplit.each(data.test());
    say("Judging on %d test signals".formatted(test.size()));
    Judgement judgement =
        new Judgement(
            engine, threads, settings.codec().block(), test, data.description(), provenance);
    List<Judgement.Entry> entries = new ArrayList<>();
    int steps = settings.meta().innerLoop().steps();
    boolean retrained = settings.quantization() instanceof QuantizationSettings.Retraining;
    entries.add(
        judgement.mint(
            "coinage",
            retrained ? "Coinage (retrained)" : "Coinage (not retrained)",
            Origin.OURS,
            mints.get("final"),
            steps));
    write(entries.get(0));
    if (mints.containsKey("control")) {
      entries.add(
          judgement.mint(
              "whitened", "whitened codes (control)", Origin.OURS, mints.get("control"), steps));
      write(entries.get(entries.size() - 1));
    }
    if (mints.containsKey("coinpp")) {
      entries.add(
          judgement.mint(
              "coinpp",
              "COIN++ quantizer "
                  + (mints.containsKey("control")
                      ? "(control)"
                      : retrained ? "(on the retrained network)" : "(same network)"),
              Origin.BASELINE,
              mints.get("coinpp"),
              settings.codec().baselineSteps()));
      write(entries.get(entries.size() - 1));
    }
    entries.addAll(baselines(judgement, learning, data));
    List<Comparison> comparisons = compare(entries);
    List<String> facts = unquantized(learning, mints, data, engine, threads);
    comparisons.forEach(c -> say("  " + c.test() + " against " + c.anchor() + ": " + c.text()));
    write(comparisons, facts, provenance);
    RunReport report = new RunReport(settings, data, run);
    report.write(entries, comparisons, facts, List.of(), provenance);
    List<ReportData.Picture> photographs = new ArrayList<>();
    if (settings.photographs().isPresent()) {
      say("Pictures of " + settings.photographs().get());
      photographs.addAll(
          new Photographs(settings.photographs().get(), run)
              .compress(mints.get("final"), engine, threads, this::say));
      report.write(entries, comparisons, facts, photographs, provenance);
    }
    return run.report();
  }

  private List<Judgement.Entry> baselines(Judgement judgement, Learning learning, DataSplit data)
      throws IOException {
    List<Judgement.Entry> entries = new ArrayList<>();
    List<Samples> training = baselineTraining(learning, data);
    SeedTree seeds = SeedTree.root(settings.seed()).child("baselines");
    for (String key : settings.codec().baselines()) {
      say("  baseline " + key);
      Optional<Judgement.Entry> entry =
          judgement.baseline(key, training, data.patch(), seeds.child(key), this::say);
      if (entry.isPresent()) {
        write(entry.get());
        entries.add(entry.get());
      }
    }
    return entries;
  }

  /** What a learning baseline may learn from: the training samples, or as many patches of them. */
  private List<Samples> baselineTraining(Learning learning, DataSplit data) {
    if (data.patch().isEmpty()) {
      return DataSplit.each(data.training());
    }
    return learning.trainingSignals(settings.codec().baselinePatches()).stream()
        .map(signal -> new Samples(signal.shape(), signal.channels(), signal.features()))
        .toList();
  }

  /** Everything of ours against every baseline, and the retrained against the merely whitened. */
  private static List<Comparison> compare(List<Judgement.Entry> entries) {
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      for (int j = i + 1; j < entries.size(); j++) {
        if (entries.get(i).origin() == Origin.OURS) {
          comparisons.add(
              Comparison.of(entries.get(j).results().curve(), entries.get(i).results().curve()));
        }
      }
    }
    return comparisons;
  }

  private List<String> unquantized(
      Learning learning,
      Map<String, Mint> mints,
      DataSplit data,
      FieldEngine engine,
      OrderedMap threads) {
    List<Signal> pieces = learning.signals(DataSplit.each(data.test()));
    List<String> facts = new ArrayList<>();
    for (String name : List.of("final", "control")) {
      Optional.ofNullable(mints.get(name))
          .ifPresent(
              mint -> {
                List<Double> psnr =
                    Judgement.unquantized(mint, pieces, List.of(3, 10), engine, threads);
                facts.add(
                    String.format(
                        Locale.ROOT,
                        "Unquantized, the %s network reaches %.2f dB after 3 inner steps and"
                            + " %.2f dB after 10 (mean over test %s, unclamped).",
                        name,
                        psnr.get(0),
                        psnr.get(1),
                        data.patch().isPresent() ? "patches" : "signals"));
              });
    }
    facts.forEach(this::say);
    return facts;
  }

  /** At once: what is measured stays, whatever happens later. */
  private void write(Judgement.Entry entry) throws IOException {
    entry.results().write(run.results().resolve(entry.key() + ".json"));
    for (MintEvaluation.Outcome outcome : entry.outcomes()) {
      if (outcome.purse()) {
        Files.write(
            run.results().resolve(entry.key() + "-" + outcome.codebook() + ".purse"),
            outcome.files().get(0));
      }
    }
  }

  private void write(
      List<Comparison> comparisons, List<String> facts, Map<String, String> provenance)
      throws IOException {
    ObjectNode summary = JSON.createObjectNode();
    ArrayNode deltas = summary.putArray("comparisons");
    comparisons.forEach(comparison -> deltas.add(comparison.toJson()));
    ArrayNode sentences = summary.putArray("facts");
    facts.forEach(sentences::add);
    summary.set("provenance", JSON.valueToTree(provenance));
    Files.writeString(run.results().resolve("summary.json"), JSON.writeValueAsString(summary));
  }

  private void say(String line) {
    out.println(line);
    LOG.info(line);
  }
}
