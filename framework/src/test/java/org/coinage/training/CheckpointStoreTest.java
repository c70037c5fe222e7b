package org.coinage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointStoreTest {

  private static final List<String> FILES =
      List.of("state.bin", "return.bin", "checkpoint.json", "MANIFEST.json");

  @TempDir private Path run;

  @Test
  void everyBitOfAStateComesBack() {
    double[] values = {-0.0, Double.MIN_VALUE, Math.nextDown(1.0), -Double.MAX_VALUE, 1e-310, 0.1};
    Parameters theta =
        Parameters.ofFlat(
            new ParameterLayout(
                List.of(
                    ParameterLayout.tensor("matrix", 2, 2),
                    ParameterLayout.tensor("scalar"),
                    ParameterLayout.tensor("vector", 1))),
            values);
    TrainingState state =
        new TrainingState(
            Long.MIN_VALUE + 1,
            123,
            1,
            23,
            theta,
            Map.of("m", values, "none", new double[0]),
            Map.of("whitening", values),
            0.1,
            new GuardMemory(23, 0.1 + 0.2, 1e-300, 3, 2));
    Checkpoint checkpoint =
        new Checkpoint(List.of("a", "b"), state, state(100, 1), OptionalDouble.of(1 / 3.0));

    try (CheckpointStore store = CheckpointStore.open(run)) {
      Path written = store.save(checkpoint);
      assertThat(written).hasFileName("step-0000000123.r3");
      assertThat(store.latest()).contains(checkpoint);
    }
    try (CheckpointStore store = CheckpointStore.open(run)) {
      assertThat(store.latest()).contains(checkpoint);
    }
  }

  @Test
  void notANumberNeverEntersACheckpoint() {
    TrainingState spoiled = state(1, 1).withConstants(Map.of("c", new double[] {1, Double.NaN}));
    try (CheckpointStore store = open()) {
      assertThatThrownBy(() -> store.save(checkpoint(spoiled)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("constant 'c' at step 1", "not finite");
      assertThat(store.latest()).isEmpty();
    }
    assertThat(names()).containsExactly("LOCK");
  }

  @Test
  void lastTwoAndTheBestAreKept() {
    try (CheckpointStore store = open()) {
      double[] scores = {3, 1, 2, 5, 4};
      for (int i = 0; i < scores.length; i++) {
        TrainingState state = state(i + 1, 1);
        store.save(new Checkpoint(List.of("a"), state, state, OptionalDouble.of(scores[i])));
      }
      assertThat(store.best().orElseThrow().state().step()).isEqualTo(2);
    }
    assertThat(names())
        .containsExactlyInAnyOrder("LOCK", "step-0000000002", "step-0000000004", "step-0000000005");
  }

  @Test
  void retriedStepsComeAfterRefusedOnes() {
    try (CheckpointStore store = open()) {
      store.save(checkpoint(state(120, 1)));
      store.save(checkpoint(state(100, 1).retried(0.5)));
    }
    try (CheckpointStore store = open()) {
      assertThat(store.latest().orElseThrow().position()).isEqualTo(new Position(1, 100, 0));
    }
  }

  @Test
  void whatAKilledProcessLeftUnfinishedIsRemoved() throws IOException {
    save(3);
    Path unfinished = directory().resolve("step-0000000004.tmp");
    Files.createDirectories(unfinished);
    Files.writeString(unfinished.resolve("state.bin"), "half");

    assertThat(latestStep()).isEqualTo(3);
    assertThat(unfinished).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.bin", "return.bin", "checkpoint.json", "MANIFEST.json"})
  void truncatedFileIsPassedOver(String name) throws IOException {
    save(1, 2);
    Path file = file(2, name);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < 20; i++) {
      Files.write(file, Arrays.copyOf(whole, i * (whole.length - 1) / 19));
      assertThat(latestStep()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.bin", "return.bin", "checkpoint.json", "MANIFEST.json"})
  void flippedBitIsPassedOver(String name) throws IOException {
    save(1, 2);
    Path file = file(2, name);
    byte[] whole = Files.readAllBytes(file);
    RandomGenerator random = SeedTree.root(1).child(name).generator();
    for (int i = 0; i < 50; i++) {
      byte[] flipped = whole.clone();
      int position;
      do { // between the words of the manifest stands white space that carries nothing
        position = random.nextInt(whole.length);
      } while (name.equals("MANIFEST.json") && whole[position] <= ' ');
      flipped[position] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      assertThat(latestStep()).as("bit in byte %d", position).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.bin", "return.bin", "checkpoint.json", "MANIFEST.json"})
  void missingFileIsPassedOver(String name) throws IOException {
    save(1, 2);
    Files.delete(file(2, name));
    assertThat(latestStep()).isEqualTo(1);
  }

  @Test
  void foreignFileInACheckpointDoesNoHarm() throws IOException {
    save(1, 2);
    Files.writeString(file(2, "notes.txt"), "mine");
    assertThat(latestStep()).isEqualTo(2);
  }

  @Test
  void whenNoneVerifiesTheRunDoesNotSilentlyStartAfresh() throws IOException {
    save(1);
    Files.write(file(1, "state.bin"), new byte[3]);
    assertThatThrownBy(this::open)
        .isInstanceOf(CheckpointException.Damaged.class)
        .hasMessageContainingAll("step-0000000001", "state.bin has 3 bytes, expected");
  }

  @Test
  void otherFormatVersionIsNamed() throws IOException {
    save(1);
    Path manifest = file(1, "MANIFEST.json");
    String text = Files.readString(manifest).replace("\"version\" : 1", "\"version\" : 2");
    Files.writeString(manifest, text);
    assertThatThrownBy(this::open)
        .isInstanceOf(CheckpointException.UnsupportedVersion.class)
        .hasMessageContainingAll("format version 2", "reads 1");
  }

  @Test
  void damagedCheckpointIsReplacedWhenItsStepIsReachedAgain() throws IOException {
    save(1, 2);
    Files.write(file(2, "state.bin"), new byte[3]);
    save(2);
    assertThat(latestStep()).isEqualTo(2);
  }

  @Test
  void twoRunsInOneDirectoryAreRefusedAtOnce() {
    CheckpointStore first = open();
    assertThatThrownBy(this::open)
        .isInstanceOf(CheckpointException.Locked.class)
        .hasMessageContainingAll("checkpoints is in use", "choose another run directory");
    first.close();
    open().close();
  }

  @Test
  void directoryThatCannotBeUsedIsNamed() throws IOException {
    Path file = Files.writeString(run.resolve("file"), "not a directory");
    assertThatThrownBy(() -> CheckpointStore.open(file))
        .isInstanceOf(CheckpointException.Failed.class)
        .hasMessageContainingAll("cannot create", file.toString());
  }

  @Test
  void failureOfAnyOperationKeepsWhatWasSavedBefore() {
    save(1, 2);
    int failures = 0;
    boolean saved = false;
    for (int k = 1; !saved; k++) {
      FaultyDisk disk = new FaultyDisk();
      try (CheckpointStore store = CheckpointStore.open(run, disk)) {
        disk.failAt(k);
        saved = !isRefused(store, checkpoint(state(3, 1), state(2, 1)), disk);
        failures += disk.hasFailed() ? 1 : 0;
      }
      assertThat(latestStep()).isBetween(2L, 3L);
      assertThat(names()).noneMatch(name -> name.endsWith(".tmp"));
      saved &= !disk.hasFailed();
    }
    // Clear, create, four files, force, move, force, four read back, move and delete the old one.
    assertThat(failures).isGreaterThanOrEqualTo(9);
    assertThat(latestStep()).isEqualTo(3);
  }

  private static boolean isRefused(CheckpointStore store, Checkpoint checkpoint, FaultyDisk disk) {
    try {
      store.save(checkpoint);
      return false;
    } catch (CheckpointException.Failed e) {
      assertThat(disk.hasFailed()).isTrue();
      assertThat(e).hasMessageContainingAll("step-0000000003", "disk is full");
      return true;
    }
  }

  private CheckpointStore open() {
    return CheckpointStore.open(run, new UnforcedDisk());
  }

  private void save(int... steps) {
    try (CheckpointStore store = open()) {
      for (int step : steps) {
        Path written = store.save(checkpoint(state(step, 1), state(step - 1, 0.5)));
        assertThat(written.toFile().list()).containsExactlyInAnyOrderElementsOf(FILES);
      }
    }
  }

  private long latestStep() {
    try (CheckpointStore store = open()) {
      return store.latest().orElseThrow().state().step();
    }
  }

  private Path directory() {
    return run.resolve("checkpoints");
  }

  private Path file(int step, String name) {
    return directory().resolve("step-%010d".formatted(step)).resolve(name);
  }

  private List<String> names() {
    return new ArrayList<>(List.of(directory().toFile().list()));
  }

  private static Checkpoint checkpoint(TrainingState state) {
    return checkpoint(state, state);
  }

  private static Checkpoint checkpoint(TrainingState state, TrainingState pointOfReturn) {
    return new Checkpoint(List.of("a"), state, pointOfReturn, OptionalDouble.empty());
  }

  private static TrainingState state(long step, double scale) {
    double[] values = IntStream.range(0, 6).mapToDouble(i -> step + i / 7.0).toArray();
    ParameterLayout layout = new ParameterLayout(List.of(ParameterLayout.tensor("w", 2, 3)));
    return new TrainingState(
        5,
        step,
        0,
        step,
        Parameters.ofFlat(layout, values),
        Map.of("m", values),
        Map.of(),
        scale,
        GuardMemory.FRESH);
  }

  /** Fails once, at the k-th operation, a write after half of its bytes. */
  private static final class FaultyDisk extends UnforcedDisk {

    private int left = Integer.MAX_VALUE;
    private boolean failed;

    void failAt(int operation) {
      left = operation;
    }

    boolean hasFailed() {
      return failed;
    }

    private void count() throws IOException {
      if (--left == 0) {
        failed = true;
        throw new IOException("disk is full");
      }
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
      count();
      super.createDirectories(directory);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
      if (left == 1) {
        super.write(file, Arrays.copyOf(content, content.length / 2));
      }
      count();
      super.write(file, content);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      count();
      super.move(from, to);
    }

    @Override
    public void force(Path directory) throws IOException {
      count();
    }

    @Override
    public void delete(Path path) throws IOException {
      count();
      super.delete(path);
    }

    @Override
    public byte[] read(Path file) throws IOException {
      count();
      return super.read(file);
    }
  }
}
