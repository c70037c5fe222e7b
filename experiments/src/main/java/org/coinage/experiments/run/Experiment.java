package org.coinage.experiments.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.coinage.config.ComposedConfig;
import org.coinage.experiments.progress.ProgressDisplay;
import org.coinage.experiments.progress.WorkDisplay;
import org.coinage.experiments.provenance.Provenance;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Samples;
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
    WorkDisplay work = WorkDisplay.on(line -> out.println("  " + line));
    try (FieldEngine engine = FieldEngines.named(settings.engine(), Precision.FLOAT);
        OrderedMap threads = new OrderedMap(settings.workers());
        CheckpointStore store = CheckpointStore.open(run.root())) {
      DataSplit data = data();
      Learning learning = new Learning(settings, data, engine, threads);
      say(
          "Learning: %s, %d-number codes, %d parameters, engine %s on %d threads"
              .formatted(
                  settings.modulation().kind(),
                  learning.space().codeDim(),
                  learning.space().layout().size(),
                  engine.name(),
                  threads.threads()));
      FieldEngines.passedOver(settings.engine(), Precision.FLOAT)
          .forEach(reason -> say("Notice: " + reason));
      RunProvenance attempts =
          RunProvenance.begin(run.provenance(), attempt(data, engine, threads));
      Map<String, String> provenance = attempts.summary();
      TrainingState state = stop.stoppingOnShutdown(PATIENCE, () -> learn(learning, store, stop));
      say("Striking: quantizers and tables from training codes");
      OrderedMap shown = threads.reporting(work::pieceDone);
      MintMaker maker = new MintMaker(settings, learning, data, engine, shown, provenance, work);
      List<Contestant> contestants = maker.make(state);
      for (Contestant contestant : contestants) {
        contestant.write(run.mints());
      }
      Verdict verdict =
          new Trial(settings, data, run, provenance, work, this::say)
              .hold(contestants, baselineTraining(learning, data), engine, shown);
      verdict
          .comparisons()
          .forEach(c -> say("  " + c.test() + " against " + c.anchor() + ": " + c.text()));
      verdict.facts().forEach(this::say);
      verdict.write(run.results().resolve("summary.json"), provenance);
      if (settings.codec().encoderStudy()) {
        study(maker, state, data, engine, shown, provenance);
      }
      RunReport report = new RunReport(settings, data, run);
      report.write(verdict, List.of(), new SeamTable(), provenance);
      if (settings.photographs().isPresent()) {
        Path folder = settings.photographs().get();
        say("Pictures of " + folder);
        work.begin("pictures");
        SeamTable seams = new SeamTable();
        report.write(
            verdict,
            new Photographs(folder, run)
                .compress(contestants.get(0).mint(), engine, shown, seams, this::say),
            seams,
            provenance);
      }
      return run.report();
    }
  }

  private void study(
      MintMaker maker,
      TrainingState state,
      DataSplit data,
      FieldEngine engine,
      OrderedMap threads,
      Map<String, String> provenance)
      throws IOException {
    say("Encoders: every way of fitting and rounding");
    EncoderStudy study =
        new EncoderStudy(
            DataSplit.each(data.test()),
            new MintEvaluation(engine, threads, settings.codec().block(), 0),
            settings.meta().innerLoop().steps());
    maker.study(state, study, this::say);
    study.write(run.results(), provenance);
  }

  private DataSplit data() throws IOException {
    DataSplit data = DataSplit.of(settings.dataset());
    say("Data: " + data.description());
    long leaked = data.leaked();
    if (leaked > 0) {
      say("Notice: " + leaked + " test samples are also among those learned or tuned on");
    }
    settings.photographs().ifPresent(folder -> new Photographs(folder, run).check(data.channels()));
    return data;
  }

  private Map<String, String> attempt(DataSplit data, FieldEngine engine, OrderedMap threads) {
    Provenance facts = Provenance.here().withSeed(settings.seed()).withConfigHash(config.hash());
    for (Map.Entry<String, String> hash : data.hashes().entrySet()) {
      facts = facts.withData(hash.getKey(), hash.getValue());
    }
    Map<String, String> attempt = new LinkedHashMap<>(facts.toMap());
    attempt.put("engine", engine.name() + ", " + threads.threads() + " threads");
    return attempt;
  }

  private TrainingState learn(Learning learning, CheckpointStore store, StopRequest stop) {
    try (JsonlSink record = new JsonlSink(run.metrics());
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

  /** What a learning baseline may learn from: the training samples, or as many patches of them. */
  private List<Samples> baselineTraining(Learning learning, DataSplit data) {
    if (data.patch().isEmpty()) {
      return DataSplit.each(data.training());
    }
    return learning.trainingSignals(settings.codec().baselinePatches()).stream()
        .map(signal -> new Samples(signal.shape(), signal.channels(), signal.features()))
        .toList();
  }

  private void say(String line) {
    out.println(line);
    LOG.info(line);
  }
}
