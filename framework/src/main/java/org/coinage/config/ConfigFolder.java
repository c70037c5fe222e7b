package org.coinage.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder of configuration files: {@code config.conf}, and one folder per group with one file per
 * option. Groups and options are what is there; nothing is known in advance.
 *
 * <p>Immutable view; every call looks at the disk anew.
 *
 * @param root the folder
 */
public record ConfigFolder(Path root) {

  /** Name of the file that composition begins with, without its suffix. */
  public static final String PRIMARY = "config";

  private static final String SUFFIX = ".conf";

  /** Names of the groups. */
  public SortedSet<String> groups() {
    SortedSet<String> groups = new TreeSet<>();
    for (Path path : list(root)) {
      String name = path.getFileName().toString();
      if (Files.isDirectory(path) && !name.startsWith(".")) {
        groups.add(name);
      }
    }
    return groups;
  }

  /**
   * Names of the options of a group.
   *
   * @throws ConfigException.UnknownOption if there is no such group
   */
  public SortedSet<String> options(String group) {
    requireGroup(group, Origin.file(shown(root)));
    return optionsIn(root.resolve(group));
  }

  /**
   * Options of a group with what each is for: the first comment line of its file, empty where it
   * has none. A line that begins with {@code # @package}, as Hydra's files have, is passed over.
   */
  public SortedMap<String, String> describe(String group) {
    SortedMap<String, String> lines = new TreeMap<>();
    for (String option : options(group)) {
      Path file = root.resolve(group).resolve(option + SUFFIX);
      lines.put(option, firstComment(Hocon.read(file, shown(file))));
    }
    return lines;
  }

  /** Reads an option's file; none where the group has no such option. */
  Optional<ConfigFile> option(String group, String option) {
    if (!optionsIn(root.resolve(group)).contains(option)) {
      return Optional.empty();
    }
    Path file = root.resolve(group).resolve(option + SUFFIX);
    return Optional.of(ConfigFile.read(file, shown(file), group));
  }

  /** Reads a file that stands beside {@code config.conf}; none where there is none. */
  Optional<ConfigFile> atRoot(String name) {
    if (!optionsIn(root).contains(name)) {
      return Optional.empty();
    }
    Path file = root.resolve(name + SUFFIX);
    return Optional.of(ConfigFile.read(file, shown(file), ""));
  }

  /** Names of the files beside {@code config.conf}. */
  SortedSet<String> rootFiles() {
    return optionsIn(root);
  }

  void requireGroup(String group, Origin origin) {
    if (!groups().contains(group)) {
      throw new ConfigException.UnknownOption(
          origin, "there is no group '" + group + "'" + Nearest.hint(group, groups()));
    }
  }

  ConfigException noOption(String group, String option, Origin origin) {
    return new ConfigException.UnknownOption(
        origin,
        "group "
            + group
            + " has no option '"
            + option
            + "'"
            + Nearest.hint(option, optionsIn(root.resolve(group))));
  }

  /** A file's name as users write it: from the folder's own name on. */
  String shown(Path file) {
    Path base = root.toAbsolutePath().normalize();
    Path name = base.getFileName() == null ? base : base.getFileName();
    Path inside = base.relativize(file.toAbsolutePath().normalize());
    return name.resolve(inside).toString().replace('\\', '/').replaceAll("/$", "");
  }

  private SortedSet<String> optionsIn(Path folder) {
    SortedSet<String> options = new TreeSet<>();
    for (Path path : list(folder)) {
      String name = path.getFileName().toString();
      if (name.endsWith(SUFFIX) && !name.startsWith(".") && !Files.isDirectory(path)) {
        options.add(name.substring(0, name.length() - SUFFIX.length()));
      }
    }
    return options;
  }

  private Iterable<Path> list(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.toList();
    } catch (IOException e) {
      throw new ConfigException.Unreadable(
          Origin.file(folder.toString()), "is not a folder that can be read", e);
    }
  }

  private static String firstComment(String text) {
    return text.lines()
        .map(String::strip)
        .dropWhile(line -> line.isEmpty() || line.startsWith("# @package"))
        .limit(1)
        .filter(line -> line.startsWith("#") || line.startsWith("//"))
        .map(line -> line.replaceFirst("^(#+|//+)\\s*", ""))
        .findFirst()
        .orElse("");
  }
}
