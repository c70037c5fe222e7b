package org.coinage.experiments.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.coinage.config.ComposedConfig;
import org.coinage.experiments.run.DataSplit;
import org.coinage.experiments.run.Experiment;
import org.coinage.experiments.run.ExperimentSettings;
import org.coinage.experiments.run.RunDirectory;
import org.coinage.field.FieldEngines;
import org.coinage.training.StopRequest;
import org.coinage.training.TrainingInterrupted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Launches an experiment. */
@Command(
    name = "run",
    description = {
      "Learns a mint, retrains it with quantization, codes the test signals, compares and reports.",
      "Everything lands in <output>/<name>/<time>; the path of the report is printed last."
    },
    footer = {
      "  coinage run quickstart",
      "  coinage run cifar10_small seed=2 training.outer.steps=6000",
      "  coinage run dataset=mnist modulation=latent_mlp name=mine"
    })
final class RunCommand extends Subcommand {

  @Mixin private ConfigFolderOption configs;

  @Parameters(
      paramLabel = "EXPERIMENT|OVERRIDE",
      arity = "0..*",
      description =
          "An experiment by name, then overrides: group=option, key=value, +key=value, ~key.")
  private List<String> arguments = new ArrayList<>();

  @Override
  ExitCode run() throws IOException {
    ComposedConfig config = configs.compose(arguments);
    ExperimentSettings settings = config.bind(ExperimentSettings.class);
    FieldEngines.require(settings.engine());
    DataSplit.of(settings.dataset()); // missing data are said before anything is made
    RunDirectory directory =
        RunDirectory.create(
            settings.output(), settings.name(), LocalDateTime.now(ZoneId.systemDefault()), config);
    return execute(config, directory, System.out);
  }

  /** Runs, or goes on with, what lies in a run directory. */
  @SuppressWarnings("try") // the log is open for its effect: nothing needs to name it
  static ExitCode execute(ComposedConfig config, RunDirectory directory, PrintStream out)
      throws IOException {
    out.println("Run: " + directory.root());
    try (RunLog log = RunLog.to(directory.log())) {
      Path report = new Experiment(config, directory, out).run(new StopRequest());
      out.println("Report: " + report.toAbsolutePath().normalize());
      return ExitCode.DONE;
    } catch (TrainingInterrupted interrupted) {
      return ExitCode.INTERRUPTED; // the experiment has said how to go on
    }
  }
}
