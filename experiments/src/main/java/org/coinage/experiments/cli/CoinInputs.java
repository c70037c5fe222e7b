package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.coinage.codec.CoinFile;
import org.coinage.codec.FileKind;
import org.coinage.codec.Limits;
import org.coinage.codec.PurseFile;

/**
 * The coins and purses that arguments name: files, folders of {@code .coin} and {@code .purse}
 * files, and {@code -} for one on standard input. Thread-safe.
 */
final class CoinInputs {

  private static final List<String> SUFFIXES = List.of(".coin", ".purse");

  private record Entry(String name, Path beside, FileKind kind, Optional<byte[]> bytes) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Limits limits;

  /**
   * Lists the files; reads standard input where it is named.
   *
   * @throws IOException if a folder cannot be listed or holds no such file
   */
  CoinInputs(List<Path> arguments, Limits limits) throws IOException {
    this.limits = limits;
    for (Path argument : arguments) {
      if (Pipe.isNamedBy(argument)) {
        byte[] bytes = Pipe.read(limits.fileBytes());
        entries.add(new Entry(Pipe.NAME, Path.of("stdin"), FileKind.of(bytes), Optional.of(bytes)));
      } else if (Files.isDirectory(argument)) {
        addFolder(argument);
      } else {
        entries.add(new Entry(argument.toString(), argument, kind(argument), Optional.empty()));
      }
    }
  }

  private void addFolder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(file -> SUFFIXES.stream().anyMatch(s -> Destination.hasSuffix(file, s)))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    if (files.isEmpty()) {
      throw new NoSuchFileException(folder.toString(), null, "holds no .coin or .purse file");
    }
    files.forEach(
        file -> entries.add(new Entry(file.toString(), file, kind(file), Optional.empty())));
  }

  /** By the first bytes; what cannot be read is found out when it is read. */
  private static FileKind kind(Path file) {
    try {
      return FileKind.of(file);
    } catch (IOException e) {
      return FileKind.OTHER;
    }
  }

  /** Number of files. */
  int size() {
    return entries.size();
  }

  /** What to call the files in messages. */
  List<String> names() {
    return entries.stream().map(Entry::name).toList();
  }

  /** Whether a file is a purse; all others are taken for coins. */
  boolean isPurse(int index) {
    return entries.get(index).kind() == FileKind.PURSE;
  }

  /** Files that are made of a file belong beside this. */
  Path place(int index) {
    return entries.get(index).beside();
  }

  /** Reads a coin. */
  CoinFile coin(int index) throws IOException {
    Entry entry = entries.get(index);
    return entry.bytes().isPresent()
        ? CoinFile.parse(entry.bytes().get(), entry.name(), limits)
        : CoinFile.read(entry.beside(), limits);
  }

  /** Reads a purse. */
  PurseFile purse(int index) throws IOException {
    Entry entry = entries.get(index);
    return entry.bytes().isPresent()
        ? PurseFile.parse(entry.bytes().get(), entry.name(), limits)
        : PurseFile.read(entry.beside(), limits);
  }
}
