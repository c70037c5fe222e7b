package org.coinage.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.coinage.codec.Decoder;
import org.coinage.codec.Limits;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.codec.PurseFile;
import org.coinage.config.ComposedConfig;
import org.coinage.config.ConfigComposer;
import org.coinage.experiments.results.ResultsFile;
import org.coinage.field.Parameters;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;
import org.coinage.training.StopRequest;
import org.coinage.training.TrainingInterrupted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {

  private static final Path CONFIGS =
      Path.of(System.getProperty("coinage.root", "..")).resolve("configs");

  /** One step of each stage on a handful of small generated images. */
  private static final List<String> TINY =
      List.of(
          "dataset=dead_leaves",
          "dataset.side=16",
          "dataset.training=6",
          "dataset.validation=2",
          "dataset.test=3",
          "field.width=8",
          "field.layers=3",
          "modulation.latent_dim=4",
          "threads=2",
          "training.batch=2",
          "training.outer.steps=1",
          "quantization.outer.steps=1",
          "quantization.calibration=6",
          "codec.training_codes=6",
          "codec.encoder.adam.steps=5",
          "codec.encoder.gated.steps=5",
          "codec.encoder.refit.steps=5",
          "codec.step_factors=[0.1,0.5]",
          "codec.baseline_bits=[4]",
          "codec.baseline_ranges=[3.0]",
          "codec.baselines=[jpeg]");

  @TempDir private Path folder;

  static Stream<String> experiments() {
    return new ConfigComposer(CONFIGS).folder().options("experiment").stream();
  }

  private ComposedConfig compose(String experiment, String... more) {
    List<String> overrides = new ArrayList<>(List.of("experiment=" + experiment));
    ComposedConfig whole = new ConfigComposer(CONFIGS).compose(overrides);
    boolean retrains =
        whole.bind(ExperimentSettings.class).quantization()
            instanceof QuantizationSettings.Retraining;
    TINY.stream()
        .filter(each -> retrains || !each.startsWith("quantization."))
        .forEach(overrides::add);
    if (whole.bind(ExperimentSettings.class).sparsity() instanceof SparsitySettings.Method method
        && method.stage().isPresent()) {
      overrides.addAll(List.of("sparsity.rounds=1", "sparsity.outer.steps=1"));
    }
    overrides.add("output=\"" + folder + "\"");
    overrides.addAll(List.of(more));
    return new ConfigComposer(CONFIGS).compose(overrides);
  }

  private RunDirectory directory(ComposedConfig config) throws IOException {
    return RunDirectory.create(folder, "run", LocalDateTime.of(2026, 11, 23, 12, 0), config);
  }

  private static Path run(ComposedConfig config, RunDirectory run, StopRequest stop)
      throws IOException {
    PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new Experiment(config, run, quiet).run(stop);
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void everyExperimentRunsOneStepOfEachStageToItsReport(String experiment) throws IOException {
    ComposedConfig config = compose(experiment);
    RunDirectory run = directory(config);
    Path report = run(config, run, new StopRequest());
    assertThat(report).isRegularFile();
    assertThat(run.mint()).isRegularFile();
    assertThat(run.metrics()).isNotEmptyFile();
    JsonNode provenance = new ObjectMapper().readTree(run.provenance().toFile()).get(0);
    assertThat(provenance.path("config hash").asText()).isEqualTo(config.hash());
    assertThat(provenance.path("data test").asText()).hasSize(64);
  }

  @Test
  void codesThatAreWeightsAreJudgedBesideStruemplersQuantizerAndRetrainedOneByOne()
      throws IOException {
    ComposedConfig config =
        compose("quickstart", "modulation=full_weights", "codec.encoder.refit.steps=3");
    RunDirectory run = directory(config);
    run(config, run, new StopRequest());
    assertThat(run.results()).isDirectoryContaining("glob:**/coinage.json");
    ResultsFile once = ResultsFile.read(run.results().resolve("struempler.json"));
    ResultsFile refit = ResultsFile.read(run.results().resolve("refit.json"));
    assertThat(once.name()).contains("Struempler");
    assertThat(refit.description()).contains("retrained for 3 steps");
    assertThat(refit.results().get(ResultsFile.PSNR))
        .hasSameSizeAs(once.results().get(ResultsFile.PSNR));
  }

  @Test
  void aReportAndASummaryWithoutAControlSaySo() throws IOException {
    ComposedConfig without = compose("quickstart", "quantization.control=false");
    RunDirectory run = directory(without);
    assertThat(run(without, run, new StopRequest())).content().contains("There is no control");
    assertThat(run.results().resolve("summary.json")).content().contains("There is no control");
    ComposedConfig with = compose("quickstart");
    RunDirectory controlled = directory(with);
    assertThat(run(with, controlled, new StopRequest()))
        .content()
        .doesNotContain("There is no control");
    assertThat(controlled.results().resolve("summary.json"))
        .content()
        .doesNotContain("There is no control");
  }

  @Test
  void theConfigurationChoosesTheRateOfTheRetraining() throws IOException {
    List<Mint> mints = new ArrayList<>();
    for (String rate : List.of("gaussian", "laplace", "laplace")) {
      ComposedConfig config =
          compose("quickstart", "quantization.rate=" + rate, "quantization.outer.steps=3");
      RunDirectory run = directory(config);
      run(config, run, new StopRequest());
      mints.add(MintFile.read(run.mint()));
    }
    assertThat(mints.get(1).fingerprint()).isNotEqualTo(mints.get(0).fingerprint());
    assertThat(mints.get(2).fingerprint()).isEqualTo(mints.get(1).fingerprint());
  }

  @Test
  void theReportedNumbersAreThoseOfTheFilesDecodedByThemselves() throws IOException {
    ComposedConfig config = compose("quickstart", "training.outer.steps=3");
    RunDirectory run = directory(config);
    run(config, run, new StopRequest());
    List<Samples> originals =
        DataSplit.each(DataSplit.of(config.bind(ExperimentSettings.class).dataset()).test());
    ResultsFile results = ResultsFile.read(run.results().resolve("coinage.json"));
    Mint mint = MintFile.read(run.mint());
    try (OrderedMap workers = new OrderedMap(1)) {
      for (String codebook : List.of("step-0.1", "step-0.5")) {
        Path file = run.results().resolve("coinage-" + codebook + ".purse");
        List<Samples> decoded =
            new Decoder(mint, workers)
                .decode(PurseFile.read(file, Limits.DEFAULT)).coins().stream()
                    .map(coin -> coin.orElseThrow())
                    .toList();
        double bpp = 8.0 * Files.size(file) / (originals.size() * 16 * 16);
        assertThat(results.results().get(ResultsFile.BPP)).contains(bpp);
        assertThat(results.results().get(ResultsFile.PSNR))
            .contains(Psnr.AS_FILE.over(originals, decoded).meanOfPsnr());
      }
    }
  }

  static Stream<String> sparsities() {
    return new ConfigComposer(CONFIGS).folder().options("sparsity").stream();
  }

  /** Twenty steps: enough for every phase of AC/DC. */
  @ParameterizedTest
  @MethodSource("sparsities")
  void everyMethodOfSparsityRunsToItsMint(String method) throws IOException {
    List<String> more = new ArrayList<>(List.of("sparsity=" + method, "codec.baselines=[]"));
    more.add("training.outer.steps=20");
    if (List.of("one_shot", "iterative").contains(method)) {
      more.add("sparsity.outer.steps=6");
    }
    ComposedConfig config = compose("quickstart", more.toArray(String[]::new));
    RunDirectory run = directory(config);
    run(config, run, new StopRequest());
    assertThat(MintFile.read(run.mint()).parameters().isFinite()).isTrue();
  }

  @Test
  void theFrameOfTheFieldIsThatOfTheMint() throws IOException {
    ComposedConfig config =
        compose("quickstart", "field.frame.low=-1", "codec.baselines=[]", "training.outer.steps=2");
    RunDirectory run = directory(config);
    run(config, run, new StopRequest());
    assertThat(MintFile.read(run.mint()).frame()).isEqualTo(new LinspaceFrame(-1, 1));
  }

  /** A column of the first layer is a coordinate. */
  @Test
  void gatesOnCoordinatesAreRefused() throws IOException {
    ComposedConfig config = compose("quickstart", "sparsity=l0_units", "sparsity.parts.first=true");
    RunDirectory run = directory(config);
    assertThatThrownBy(() -> run(config, run, new StopRequest()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("set parts.first = false");
  }

  /** Masks of every stage, from the start or after meta-training, end in the file. */
  @ParameterizedTest
  @ValueSource(strings = {"rigl_erk", "one_shot"})
  void aSparseMintHasExactlyTheZerosThatWereAskedFor(String method) throws IOException {
    List<String> more =
        method.equals("one_shot")
            ? List.of("sparsity.outer.steps=4")
            : List.of("sparsity.interval=2", "sparsity.averaged=2", "training.outer.steps=5");
    ComposedConfig config =
        compose(
            "quickstart",
            Stream.concat(Stream.of("sparsity=" + method, "sparsity.target=0.75"), more.stream())
                .toArray(String[]::new));
    RunDirectory run = directory(config);
    run(config, run, new StopRequest());
    Parameters theta = MintFile.read(run.mint()).parameters();
    long kept =
        Stream.of("net.1.linear.weight", "modulation_net.net.weight")
            .map(theta::tensor)
            .flatMapToDouble(Arrays::stream)
            .filter(w -> w != 0)
            .count();
    assertThat(kept).isEqualTo(16 + 16);
  }

  @Test
  void aStoppedRunGoesOnFromItsDirectoryAloneToTheSameMint() throws IOException {
    ComposedConfig config = compose("cifar10_small", "training.outer.steps=3");
    RunDirectory straight = directory(config);
    run(config, straight, new StopRequest());
    RunDirectory stopped = directory(config);
    StopRequest stop = new StopRequest();
    stop.request();
    try {
      run(config, stopped, stop);
      assertThat(false).as("the run was to stop after its first step").isTrue();
    } catch (TrainingInterrupted interrupted) {
      assertThat(interrupted.step()).isEqualTo(1);
    }
    RunDirectory found = RunDirectory.open(stopped.root());
    run(found.composed(), found, new StopRequest());
    assertThat(MintFile.read(found.mint()).fingerprint())
        .isEqualTo(MintFile.read(straight.mint()).fingerprint());
  }

  @Test
  void relativePathsOfARunAreThoseOfTheFolderItWasLaunchedIn() throws IOException {
    ComposedConfig config = compose("quickstart", "data=somewhere/data", "photographs=pictures");
    RunDirectory run = directory(config);

    ExperimentSettings launched = config.bind(ExperimentSettings.class);
    ExperimentSettings resumed =
        RunDirectory.open(run.root()).composed().bind(ExperimentSettings.class);

    assertThat(launched.data()).isRelative();
    assertThat(resumed.data()).isAbsolute().isEqualTo(launched.data().toAbsolutePath());
    assertThat(resumed.photographs()).hasValue(Path.of("pictures").toAbsolutePath());
    assertThat(run.composed().hash()).isEqualTo(config.hash());
  }
}
