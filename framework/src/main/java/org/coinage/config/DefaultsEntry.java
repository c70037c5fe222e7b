package org.coinage.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Map;
import java.util.Optional;

/** One entry of a defaults list. */
sealed interface DefaultsEntry {

  /** Stands for an option that has to be chosen by whoever runs. */
  String TO_CHOOSE = "???";

  /** Where the entry stands. */
  Origin origin();

  /** {@code _self_}: the place of the file's own content. */
  record Self(Origin origin) implements DefaultsEntry {}

  /** {@code name}: another file of the same folder, whose content goes where this file's goes. */
  record Sibling(String name, Origin origin) implements DefaultsEntry {}

  /** {@code {group = option}}; no option where it is null. */
  record Choice(String group, Optional<String> option, boolean optional, Origin origin)
      implements DefaultsEntry {}

  /** {@code {override /group = option}}: another option for an entry listed before. */
  record Replacement(String group, Optional<String> option, Origin origin)
      implements DefaultsEntry {}

  /** Reads an entry. In files of a group, names of groups begin with a slash, as in Hydra. */
  static DefaultsEntry of(ConfigValue value, boolean atRoot) {
    Origin origin = Origin.of(value);
    if (value.valueType() == ConfigValueType.STRING) {
      String name = value.unwrapped().toString();
      return name.equals("_self_") ? new Self(origin) : new Sibling(name, origin);
    }
    if (!(value instanceof ConfigObject object) || object.size() != 1) {
      throw new ConfigException.WrongValue(
          origin, "an entry of defaults must be _self_, a file's name, or {group = option}");
    }
    Map.Entry<String, ConfigValue> entry = object.entrySet().iterator().next();
    String[] words = entry.getKey().strip().split("\\s+", -1);
    String group = words[words.length - 1];
    String word = words.length == 2 ? words[0] : "";
    if (words.length > 2
        || !(word.isEmpty() || word.equals("override") || word.equals("optional"))) {
      throw new ConfigException.Syntax(
          origin, "'" + entry.getKey() + "' must be group, override /group or optional group");
    }
    if (group.startsWith("/")) {
      group = group.substring(1);
    } else if (!atRoot) {
      throw new ConfigException.Syntax(
          origin, "a group is named from the root here: write /" + group);
    }
    Optional<String> option = optionOf(entry.getValue(), origin);
    return word.equals("override")
        ? new Replacement(group, option, origin)
        : new Choice(group, option, word.equals("optional"), origin);
  }

  /** The option a value names. Options may look like numbers or booleans. */
  static Optional<String> optionOf(ConfigValue value, Origin origin) {
    try {
      return switch (value.valueType()) {
        case NULL -> Optional.empty();
        case LIST, OBJECT ->
            throw new ConfigException.WrongValue(
                origin,
                "one option's name is needed, not " + value.render(ConfigRenderOptions.concise()));
        default -> Optional.of(value.unwrapped().toString());
      };
    } catch (com.typesafe.config.ConfigException.NotResolved e) {
      throw new ConfigException.WrongValue(origin, "an option's name cannot be a substitution", e);
    }
  }
}
