package org.coinage.config;

import com.typesafe.config.ConfigValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Walks the defaults lists and says which files make up a configuration, in which order.
 *
 * <p>As in Hydra, lists are walked from their end, so that an experiment at the end of the list can
 * replace what stands before it, and outer files and arguments win over inner files. Used once.
 */
final class DefaultsTree {

  /** A file and the key its content goes to; empty for the root. */
  record Layer(ConfigFile file, String at) {}

  private record Choice(Optional<String> option, Origin origin) {}

  private final ConfigFolder folder;
  private final Map<String, Choice> chosen = new LinkedHashMap<>();
  private final Map<String, ConfigOverride> deleted = new LinkedHashMap<>();
  private final List<ConfigOverride> appended = new ArrayList<>();
  private final Map<String, ConfigOverride> arguments = new LinkedHashMap<>();
  private final Map<String, Origin> listed = new HashMap<>();
  private final List<DefaultsEntry.Replacement> replacements = new ArrayList<>();
  private final Map<String, String> choices = new TreeMap<>();
  private final Deque<Layer> layers = new ArrayDeque<>();
  private final Set<Origin> open = new LinkedHashSet<>();

  /** Prepares a walk with the arguments that speak of groups. */
  DefaultsTree(ConfigFolder folder, List<ConfigOverride> groupOverrides) {
    this.folder = folder;
    for (ConfigOverride override : groupOverrides) {
      if (override.action() == ConfigOverride.Action.FORCE) {
        throw new ConfigException.Syntax(
            override.origin(), "'++' is for keys: write group=option, or +group=option");
      }
      ConfigOverride earlier = arguments.put(override.key(), override);
      if (earlier != null) {
        throw new ConfigException.Composition(
            override.origin(), override.key() + " is chosen already by " + earlier.origin());
      }
      if (override.action() == ConfigOverride.Action.DELETE) {
        deleted.put(override.key(), override);
      } else {
        chosen.put(override.key(), choice(override));
        if (override.action() == ConfigOverride.Action.ADD) {
          appended.add(override);
        }
      }
    }
  }

  /** The layers, those that win last. */
  List<Layer> layers(ConfigFile primary) {
    // From the end: what arguments add comes after everything the files list.
    for (int i = appended.size() - 1; i >= 0; i--) {
      ConfigOverride override = appended.get(i);
      expandChoice(
          new DefaultsEntry.Choice(
              override.key(), choice(override).option(), false, override.origin()));
    }
    expand(primary, "");
    checkAllUsed();
    return List.copyOf(layers);
  }

  /** The option of every group that has one. */
  Map<String, String> choices() {
    return choices;
  }

  private void expand(ConfigFile file, String at) {
    if (!open.add(file.origin())) {
      StringBuilder circle = new StringBuilder();
      open.forEach(origin -> circle.append(origin).append(" -> "));
      throw new ConfigException.Composition(
          file.origin(), "defaults go in a circle: " + circle + file.origin());
    }
    for (DefaultsEntry entry : file.defaults()) {
      if (entry instanceof DefaultsEntry.Replacement replacement) {
        folder.requireGroup(replacement.group(), replacement.origin());
        if (listed.containsKey(replacement.group())) {
          throw new ConfigException.Composition(
              replacement.origin(),
              "override of /"
                  + replacement.group()
                  + " comes too late: list "
                  + (file.group().isEmpty() ? "it" : file.group())
                  + " after "
                  + replacement.group()
                  + " ("
                  + listed.get(replacement.group())
                  + ")");
        }
        replacements.add(replacement);
        chosen.putIfAbsent(
            replacement.group(), new Choice(replacement.option(), replacement.origin()));
      }
    }
    for (int i = file.defaults().size() - 1; i >= 0; i--) {
      DefaultsEntry entry = file.defaults().get(i);
      if (entry instanceof DefaultsEntry.Self) {
        layers.addFirst(new Layer(file, at));
      } else if (entry instanceof DefaultsEntry.Sibling sibling) {
        expand(sibling(file, sibling), at);
      } else if (entry instanceof DefaultsEntry.Choice choice) {
        expandChoice(choice);
      }
    }
    open.remove(file.origin());
  }

  private ConfigFile sibling(ConfigFile file, DefaultsEntry.Sibling sibling) {
    String name = sibling.name();
    if (file.group().isEmpty()) {
      return folder
          .atRoot(name)
          .orElseThrow(
              () ->
                  new ConfigException.UnknownOption(
                      sibling.origin(),
                      "there is no file '" + name + "'" + Nearest.hint(name, folder.rootFiles())));
    }
    return folder
        .option(file.group(), name)
        .orElseThrow(() -> folder.noOption(file.group(), name, sibling.origin()));
  }

  private void expandChoice(DefaultsEntry.Choice entry) {
    String group = entry.group();
    folder.requireGroup(group, entry.origin());
    Origin earlier = listed.putIfAbsent(group, entry.origin());
    if (earlier != null) {
      throw twice(group, entry.origin(), earlier);
    }
    Choice choice = chosen.getOrDefault(group, new Choice(entry.option(), entry.origin()));
    if (choice.option().isEmpty()) {
      return;
    }
    String option = choice.option().get();
    ConfigOverride deletion = deleted.get(group);
    if (deletion != null) {
      checkDeleted(deletion, option);
      return;
    }
    if (option.equals(DefaultsEntry.TO_CHOOSE)) {
      SortedSet<String> options = folder.options(group);
      throw new ConfigException.UnknownOption(
          choice.origin(),
          "an option of "
              + group
              + " has to be chosen, as in "
              + group
              + "=<option>; there are: "
              + String.join(", ", options));
    }
    Optional<ConfigFile> file = folder.option(group, option);
    if (file.isEmpty() && entry.optional()) {
      return;
    }
    choices.put(group, option);
    expand(
        file.orElseThrow(() -> folder.noOption(group, option, choice.origin())),
        group.equals(ConfigComposer.GLOBAL_GROUP) ? "" : group);
  }

  /** Entries are met from the last to the first, what arguments add before all others. */
  private ConfigException twice(String group, Origin first, Origin second) {
    boolean argument = arguments.containsKey(group) && arguments.get(group).origin().equals(second);
    return new ConfigException.Composition(
        second,
        argument
            ? "group " + group + " is listed already (" + first + "): leave out the '+'"
            : "group "
                + group
                + " is listed twice, here and at "
                + first
                + "; to change an option write {override /"
                + group
                + " = ..}");
  }

  private static Choice choice(ConfigOverride override) {
    ConfigValue value = override.value().orElseThrow();
    return new Choice(DefaultsEntry.optionOf(value, override.origin()), override.origin());
  }

  private static void checkDeleted(ConfigOverride deletion, String option) {
    if (deletion.value().isPresent() && !choice(deletion).option().equals(Optional.of(option))) {
      throw new ConfigException.Composition(
          deletion.origin(), "the option of " + deletion.key() + " is " + option);
    }
  }

  private void checkAllUsed() {
    for (ConfigOverride override : arguments.values()) {
      if (!listed.containsKey(override.key())) {
        String add =
            override.action() == ConfigOverride.Action.DELETE
                ? ""
                : "; to add it write +"
                    + override.key()
                    + "="
                    + choice(override).option().orElse("");
        throw new ConfigException.Composition(
            override.origin(), "group " + override.key() + " is in no defaults list" + add);
      }
    }
    for (DefaultsEntry.Replacement replacement : replacements) {
      if (!listed.containsKey(replacement.group())) {
        throw new ConfigException.Composition(
            replacement.origin(),
            "no "
                + replacement.group()
                + " is listed that could be overridden; to add it write {/"
                + replacement.group()
                + " = "
                + replacement.option().orElse("null")
                + "}");
      }
    }
  }
}
