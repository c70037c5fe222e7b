package org.coinage.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of a {@link ConfigFolder}, parsed.
 *
 * @param origin the file as users write its name
 * @param group the group it belongs to; empty for files at the root
 * @param defaults its defaults list, {@code _self_} made explicit
 * @param content everything else
 */
record ConfigFile(Origin origin, String group, List<DefaultsEntry> defaults, Config content) {

  private static final String DEFAULTS = "defaults";

  static ConfigFile read(Path path, String shown, String group) {
    Origin origin = Origin.file(shown);
    Config config = Hocon.parse(Hocon.read(path, shown), origin);
    List<DefaultsEntry> entries = new ArrayList<>();
    ConfigValue defaults = config.root().get(DEFAULTS);
    if (defaults != null) {
      if (!(defaults instanceof ConfigList list)) {
        throw new ConfigException.WrongValue(
            Origin.of(defaults), "defaults must be a list, as in [{field = siren}, _self_]");
      }
      for (ConfigValue value : list) {
        entries.add(DefaultsEntry.of(value, group.isEmpty()));
      }
    }
    return new ConfigFile(origin, group, withSelf(entries), config.withoutPath(DEFAULTS));
  }

  /** As in Hydra 1.1 and later: a file that does not say where it stands comes after its list. */
  private static List<DefaultsEntry> withSelf(List<DefaultsEntry> entries) {
    List<DefaultsEntry> result = new ArrayList<>(entries);
    boolean self = false;
    int lastListed = -1;
    boolean overrides = false;
    for (int i = 0; i < entries.size(); i++) {
      DefaultsEntry entry = entries.get(i);
      if (entry instanceof DefaultsEntry.Replacement) {
        overrides = true;
        continue;
      }
      if (overrides && !(entry instanceof DefaultsEntry.Self)) {
        throw new ConfigException.Composition(
            entry.origin(), "the override entries of a defaults list come last");
      }
      if (entry instanceof DefaultsEntry.Self) {
        if (self) {
          throw new ConfigException.Composition(entry.origin(), "_self_ is listed twice");
        }
        self = true;
      }
      lastListed = i;
    }
    if (!self) {
      result.add(lastListed + 1, new DefaultsEntry.Self(Origin.file("")));
    }
    return List.copyOf(result);
  }
}
