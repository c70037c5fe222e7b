package org.coinage.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The checkpoints of one run, in its directory {@code checkpoints}. One is written to {@code
 * step-0000000123.tmp}, every file forced to the medium and the manifest last, then moved to its
 * name at once, then read back; only then are older ones deleted, all but the last two and the
 * best. So a checkpoint with a name is whole, whenever the process is killed. After a rollback
 * names carry the number of the attempt: {@code step-0000000120.r1}.
 *
 * <p>Holds the lock of the directory while open. For one thread.
 */
public final class CheckpointStore implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(CheckpointStore.class);
  private static final Pattern NAME = Pattern.compile("step-\\d{10,}(\\.r\\d+)?");
  private static final String UNFINISHED = ".tmp";
  private static final int KEPT = 2;

  private record Entry(Path directory, Position position, OptionalDouble score) {

    private static Entry of(Path directory, Checkpoint checkpoint) {
      return new Entry(directory, checkpoint.position(), checkpoint.score());
    }
  }

  private final Path run;
  private final Path directory;
  private final CheckpointDisk disk;
  private final RunLock lock;
  private final List<Entry> good = new ArrayList<>();
  private final List<Path> damaged = new ArrayList<>();

  private CheckpointStore(Path run, Path directory, CheckpointDisk disk, RunLock lock) {
    this.run = run;
    this.directory = directory;
    this.disk = disk;
    this.lock = lock;
  }

  /**
   * Opens the checkpoints of a run, removes what a killed process left unfinished, and verifies the
   * rest; damaged ones are passed over with a warning.
   *
   * @param run directory of the run, created if missing
   * @throws CheckpointException.Locked if another run holds the directory
   * @throws CheckpointException.Damaged if there are checkpoints and none of them verifies
   * @throws CheckpointException.Failed if the directory cannot be used
   */
  public static CheckpointStore open(Path run) {
    return open(run, CheckpointDisk.REAL);
  }

  static CheckpointStore open(Path run, CheckpointDisk disk) {
    Path directory = run.resolve("checkpoints");
    try {
      disk.createDirectories(directory);
    } catch (IOException e) {
      throw new CheckpointException.Failed("create", directory, e);
    }
    CheckpointStore store = new CheckpointStore(run, directory, disk, RunLock.take(directory));
    try {
      store.takeStock();
      return store;
    } catch (IOException e) {
      store.close();
      throw new CheckpointException.Failed("read", directory, e);
    } catch (CheckpointException e) {
      store.close();
      throw e;
    }
  }

  private void takeStock() throws IOException {
    CheckpointException problem = null;
    for (Path path : disk.list(directory)) {
      String name = path.getFileName().toString();
      if (name.startsWith("step-") && name.endsWith(UNFINISHED)) {
        disk.delete(path);
      } else if (NAME.matcher(name).matches()) {
        try {
          good.add(Entry.of(path, CheckpointFormat.read(disk, path)));
        } catch (CheckpointException e) {
          LOG.warn("{}; passing over it", e.getMessage());
          damaged.add(path);
          problem = e;
        }
      }
    }
    good.sort(Comparator.comparing(Entry::position));
    if (good.isEmpty() && problem != null) {
      throw problem;
    }
  }

  /** Directory of the run. */
  public Path run() {
    return run;
  }

  /** Where the newest good checkpoint lies. */
  public Optional<Path> latestDirectory() {
    return good.isEmpty() ? Optional.empty() : Optional.of(newest().directory());
  }

  /** The newest checkpoint that verifies: the one furthest along the course of the run. */
  public Optional<Checkpoint> latest() {
    while (!good.isEmpty()) {
      Path path = newest().directory();
      try {
        return Optional.of(CheckpointFormat.read(disk, path));
      } catch (CheckpointException.Damaged e) {
        LOG.warn("{}; passing over it", e.getMessage());
        good.remove(good.size() - 1);
        damaged.add(path);
      } catch (IOException e) {
        throw new CheckpointException.Failed("read", path, e);
      }
    }
    return Optional.empty();
  }

  /** The checkpoint with the lowest score in the latest stage that has scores. */
  public Optional<Checkpoint> best() {
    return bestEntry()
        .map(
            entry -> {
              try {
                return CheckpointFormat.read(disk, entry.directory());
              } catch (IOException e) {
                throw new CheckpointException.Failed("read", entry.directory(), e);
              }
            });
  }

  /** The lowest score of a stage among the checkpoints kept. */
  OptionalDouble bestScore(int stage) {
    return good.stream()
        .filter(entry -> entry.position().stage() == stage && entry.score().isPresent())
        .mapToDouble(entry -> entry.score().getAsDouble())
        .min();
  }

  /**
   * Writes a checkpoint and returns where it lies once it verifies.
   *
   * @throws CheckpointException.Failed if the file system refuses; what was there before is kept
   * @throws IllegalArgumentException if a number is not finite
   */
  public Path save(Checkpoint checkpoint) {
    for (TrainingState state : List.of(checkpoint.state(), checkpoint.pointOfReturn())) {
      state
          .firstNotFinite()
          .ifPresent(
              name -> {
                throw new IllegalArgumentException(
                    "%s at step %d has an entry that is not finite; no checkpoint is written"
                        .formatted(name, state.step()));
              });
    }
    Path target = directory.resolve(name(checkpoint.position()));
    Map<String, byte[]> files = CheckpointFormat.encode(checkpoint);
    if (!isThere(target, files)) {
      write(target, files);
    }
    damaged.remove(target);
    good.removeIf(entry -> entry.directory().equals(target));
    good.add(Entry.of(target, checkpoint));
    good.sort(Comparator.comparing(Entry::position));
    retire();
    return target;
  }

  private void write(Path target, Map<String, byte[]> files) {
    Path unfinished = unfinished(target);
    try {
      disk.delete(unfinished);
      disk.createDirectories(unfinished);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        disk.write(unfinished.resolve(file.getKey()), file.getValue());
      }
      disk.force(unfinished);
      if (Files.exists(target)) {
        // Damaged, or of a run whose settings were changed since: the new one replaces it.
        disk.delete(target);
      }
      disk.move(unfinished, target);
      disk.force(directory);
      if (!isThere(target, files)) {
        throw new CheckpointException.Damaged(target, "it does not read back as written");
      }
    } catch (IOException e) {
      try {
        disk.delete(unfinished);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw new CheckpointException.Failed("write checkpoint", target, e);
    }
  }

  private boolean isThere(Path target, Map<String, byte[]> files) {
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = target.resolve(file.getKey());
        if (!Files.isRegularFile(path) || !Arrays.equals(disk.read(path), file.getValue())) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new CheckpointException.Failed("read back", target, e);
    }
  }

  /** Deletes all but the last two and the best, the newest having been verified. */
  private void retire() {
    List<Entry> kept = new ArrayList<>(good.subList(Math.max(0, good.size() - KEPT), good.size()));
    bestEntry().ifPresent(kept::add);
    List<Path> retired = new ArrayList<>(damaged);
    good.stream()
        .filter(entry -> !kept.contains(entry))
        .map(Entry::directory)
        .forEach(retired::add);
    good.retainAll(kept);
    damaged.clear();
    for (Path path : retired) {
      try {
        // Under another name first, lest a kill in between leave half a checkpoint.
        disk.move(path, unfinished(path));
        disk.delete(unfinished(path));
      } catch (IOException e) {
        LOG.warn("cannot delete the old checkpoint {}: {}", path, e.toString());
      }
    }
  }

  private Optional<Entry> bestEntry() {
    return good.stream()
        .filter(entry -> entry.score().isPresent())
        .min(
            Comparator.comparingInt((Entry entry) -> -entry.position().stage())
                .thenComparingDouble(entry -> entry.score().getAsDouble()));
  }

  private Entry newest() {
    return good.get(good.size() - 1);
  }

  private static Path unfinished(Path target) {
    return target.resolveSibling(target.getFileName() + UNFINISHED);
  }

  private static String name(Position position) {
    String attempt = position.attempt() == 0 ? "" : ".r" + position.attempt();
    return "step-%010d%s".formatted(position.step(), attempt);
  }

  /** Releases the lock. */
  @Override
  public void close() {
    lock.close();
  }
}
