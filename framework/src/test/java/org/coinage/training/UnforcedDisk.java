package org.coinage.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The real file system without waiting for the medium, for tests that do not cut the power. */
class UnforcedDisk implements CheckpointDisk {

  @Override
  public void createDirectories(Path directory) throws IOException {
    REAL.createDirectories(directory);
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    Files.write(file, content);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    REAL.move(from, to);
  }

  @Override
  public void force(Path directory) throws IOException {}

  @Override
  public void delete(Path path) throws IOException {
    REAL.delete(path);
  }

  @Override
  public byte[] read(Path file) throws IOException {
    return REAL.read(file);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    return REAL.list(directory);
  }
}
