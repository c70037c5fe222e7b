package org.coinage.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One argument that changes a configuration: {@code a.b=v} sets what is there, {@code +a.b=v} adds
 * what is not, {@code ++a.b=v} does either, {@code ~a.b} deletes ({@code ~a.b=v} only that value).
 *
 * @param action what to do
 * @param key the dotted name, or the name of a group
 * @param value the value, with substitutions open; always there unless something is deleted
 * @param origin the argument
 */
record ConfigOverride(Action action, String key, Optional<ConfigValue> value, Origin origin) {

  enum Action {
    SET,
    ADD,
    FORCE,
    DELETE
  }

  /**
   * Reads an argument.
   *
   * @throws ConfigException.Syntax if it does not have the form of an override
   */
  static ConfigOverride parse(String argument) {
    Origin origin = Origin.argument(argument);
    Action action = Action.SET;
    int start = 0;
    if (argument.startsWith("++")) {
      action = Action.FORCE;
      start = 2;
    } else if (argument.startsWith("+")) {
      action = Action.ADD;
      start = 1;
    } else if (argument.startsWith("~")) {
      action = Action.DELETE;
      start = 1;
    }
    int equals = argument.indexOf('=');
    String key = argument.substring(start, equals < 0 ? argument.length() : equals).strip();
    if (equals < 0 && action != Action.DELETE) {
      throw new ConfigException.Syntax(
          origin, "is no override: write key=value, group=option, +key=value or ~key");
    }
    if (key.isEmpty()) {
      throw new ConfigException.Syntax(origin, "has no key before the '='");
    }
    Hocon.split(key, origin);
    if (equals < 0) {
      return new ConfigOverride(action, key, Optional.empty(), origin);
    }
    String hocon = OverrideValue.toHocon(argument.substring(equals + 1), origin);
    ConfigValue value = Hocon.parse("v=" + hocon, origin).root().get("v");
    return new ConfigOverride(action, key, Optional.of(value), origin);
  }

  /**
   * The configuration after this override. Sections given as values are merged into the section
   * that is there; everything else takes the place of what was there.
   *
   * @throws ConfigException if what should be there is not, or the other way round
   */
  Config applyTo(Config config) {
    List<String> path = Hocon.split(key, origin);
    ConfigValue there = existing(config, path);
    if (there == null && (action == Action.SET || action == Action.DELETE)) {
      throw unknown(config, path);
    }
    if (action == Action.DELETE) {
      return delete(config, there);
    }
    if (action == Action.ADD && there != null) {
      throw new ConfigException.Composition(
          origin, key + " is there already: write " + key + "=value, without the '+'");
    }
    String name = ConfigUtil.joinPath(path);
    return ConfigFactory.empty().withValue(name, value.orElseThrow()).withFallback(config);
  }

  private Config delete(Config config, ConfigValue there) {
    if (value.isPresent() && !value.get().equals(there)) {
      ConfigRenderOptions concise = ConfigRenderOptions.concise();
      throw new ConfigException.Composition(
          origin, key + " is " + there.render(concise) + ", not " + value.get().render(concise));
    }
    try {
      return config.withoutPath(ConfigUtil.joinPath(Hocon.split(key, origin)));
    } catch (com.typesafe.config.ConfigException.NotResolved e) {
      throw (ConfigException) substituted().initCause(e);
    }
  }

  private ConfigValue existing(Config config, List<String> path) {
    try {
      ConfigValue there = Hocon.find(config.root(), path);
      if (action == Action.DELETE && there != null) {
        there.unwrapped();
      }
      return there;
    } catch (com.typesafe.config.ConfigException.NotResolved e) {
      throw (ConfigException) substituted().initCause(e);
    }
  }

  private ConfigException substituted() {
    return new ConfigException.Composition(
        origin, key + " comes from a substitution: change the key it refers to");
  }

  private ConfigException unknown(Config config, List<String> path) {
    ConfigObject section = config.root();
    String name = "";
    for (String part : path.subList(0, path.size() - 1)) {
      if (!(section.get(part) instanceof ConfigObject inner)) {
        break;
      }
      section = inner;
      name = Hocon.join(name, part);
    }
    TreeSet<String> all = new TreeSet<>();
    Hocon.collectKeys(config.root(), "", all);
    String guess = Nearest.to(key, all).map(n -> "; did you mean " + n + "?").orElse(";");
    String where = name.isEmpty() ? "at the root" : "in " + name;
    String add = action == Action.DELETE ? "" : " (to add a key, write +" + key + "=value)";
    return new ConfigException.UnknownKey(
        origin,
        "there is no key "
            + key
            + guess
            + (guess.endsWith("?") ? " Keys " : " keys ")
            + where
            + ": "
            + String.join(", ", new TreeSet<>(section.keySet()))
            + add);
  }
}
