package org.coinage.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A configuration with every choice made and every substitution filled in. Two are equal if they
 * hold the same values, wherever those were written.
 *
 * <p>Immutable and thread-safe.
 */
public final class ComposedConfig {

  private static final ConfigRenderOptions READABLE =
      ConfigRenderOptions.defaults().setOriginComments(false).setComments(false).setJson(false);

  private final Config config;
  private final List<String> overrides;
  private final Map<String, String> choices;
  private final Map<String, Origin> homes;
  private final Path folder;

  ComposedConfig(
      Config config,
      List<String> overrides,
      Map<String, String> choices,
      Map<String, Origin> homes) {
    this(config, overrides, choices, homes, Path.of(""));
  }

  private ComposedConfig(
      Config config,
      List<String> overrides,
      Map<String, String> choices,
      Map<String, Origin> homes,
      Path folder) {
    this.config = config;
    this.overrides = List.copyOf(overrides);
    this.choices = Collections.unmodifiableMap(new TreeMap<>(choices));
    this.homes = Map.copyOf(homes);
    this.folder = folder;
  }

  /**
   * Reads a configuration that {@link #render()} wrote. It has no overrides and no choices: they
   * are part of its values now.
   *
   * @throws ConfigException if the file cannot be read or parsed
   */
  public static ComposedConfig load(Path file) {
    Origin origin = Origin.file(file.toString());
    Config config = Hocon.parse(Hocon.read(file, file.toString()), origin);
    return new ComposedConfig(
        Hocon.resolve(config, origin), List.of(), Map.of(), Map.of("", origin));
  }

  /**
   * The same values, in which a relative {@link Path} is bound as seen from the given folder: where
   * the configuration was launched, which need not be where it is read again.
   */
  public ComposedConfig seenFrom(Path launch) {
    return new ComposedConfig(config, overrides, choices, homes, launch);
  }

  /** A path as its binding gives it. */
  Path resolve(Path path) {
    return folder.resolve(path);
  }

  /** The arguments it was composed with, in their order. */
  public List<String> overrides() {
    return overrides;
  }

  /** The option of every group that has one, by the group's name. */
  public Map<String, String> choices() {
    return choices;
  }

  /** Readable HOCON with sorted keys, from which {@link #load} makes an equal configuration. */
  public String render() {
    return config.root().render(READABLE);
  }

  /**
   * The value at a dotted path as readable HOCON; the whole configuration for an empty path.
   *
   * @throws ConfigException.UnknownKey if nothing is there
   */
  public String render(String path) {
    return path.isEmpty() ? render() : require(path).render(READABLE).strip();
  }

  /** One line per value, {@code key = value # where it was written}, in the order of keys. */
  public String renderWithOrigins() {
    StringBuilder lines = new StringBuilder();
    appendLeaves(config.root(), "", lines);
    return lines.toString();
  }

  /**
   * The value at a dotted path in plain Java: {@link Map} with sorted keys, {@link List}, {@link
   * String}, {@link Number}, {@link Boolean} or null; the whole configuration for an empty path.
   *
   * @throws ConfigException.UnknownKey if nothing is there
   */
  public Object value(String path) {
    return plain(require(path));
  }

  /** The whole configuration in plain Java, for provenance. */
  public Map<String, Object> toMap() {
    return plainSection(config.root());
  }

  /**
   * Where the value at a dotted path was written; of a section, its first value.
   *
   * @throws ConfigException.UnknownKey if nothing is there
   */
  public Origin origin(String path) {
    return Origin.of(require(path));
  }

  /**
   * SHA-256, in hexadecimal, of the configuration as JSON without white space, keys sorted, numbers
   * in their shortest form: equal exactly for equal values.
   */
  public String hash() {
    StringBuilder json = new StringBuilder();
    appendCanonical(config.root(), json);
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(json.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Binds the whole configuration; see {@link RecordBinder}. */
  public <T> T bind(Class<T> type) {
    return bind("", type);
  }

  /**
   * Binds the section at a dotted path; see {@link RecordBinder}.
   *
   * @throws ConfigException if the section and the record do not fit
   */
  public <T> T bind(String path, Class<T> type) {
    return new RecordBinder(this).bind(path, type);
  }

  /** The value at a path, or null where there is none. */
  ConfigValue find(String path) {
    return path.isEmpty()
        ? config.root()
        : Hocon.find(config.root(), Hocon.split(path, Origin.argument(path)));
  }

  /** The file in which a key that is missing should stand. */
  Origin home(String path) {
    String top = path.isEmpty() ? "" : Hocon.split(path, Origin.argument(path)).get(0);
    return homes.getOrDefault(top, homes.get(""));
  }

  private ConfigValue require(String path) {
    ConfigValue value = find(path);
    if (value == null) {
      TreeSet<String> known = new TreeSet<>();
      Hocon.collectKeys(config.root(), "", known);
      String guess = Nearest.to(path, known).map(n -> "; did you mean " + n + "?").orElse("");
      throw new ConfigException.UnknownKey(
          Origin.argument(path), "there is no key " + path + guess);
    }
    return value;
  }

  private static void appendLeaves(ConfigObject section, String prefix, StringBuilder into) {
    for (String key : new TreeSet<>(section.keySet())) {
      ConfigValue value = section.get(key);
      String path = Hocon.join(prefix, key);
      if (value instanceof ConfigObject inner && !inner.isEmpty()) {
        appendLeaves(inner, path, into);
      } else {
        into.append(path).append(" = ").append(value.render(ConfigRenderOptions.concise()));
        into.append("  # ").append(Origin.of(value)).append('\n');
      }
    }
  }

  private static Object plain(ConfigValue value) {
    if (value instanceof ConfigObject section) {
      return plainSection(section);
    }
    if (value instanceof ConfigList list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(plain(item)));
      return Collections.unmodifiableList(items);
    }
    return value.unwrapped();
  }

  private static Map<String, Object> plainSection(ConfigObject section) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String key : new TreeSet<>(section.keySet())) {
      map.put(key, plain(section.get(key)));
    }
    return Collections.unmodifiableMap(map);
  }

  private static void appendCanonical(ConfigValue value, StringBuilder json) {
    String separator = "";
    if (value instanceof ConfigObject section) {
      json.append('{');
      for (String key : new TreeSet<>(section.keySet())) {
        json.append(separator).append(ConfigUtil.quoteString(key)).append(':');
        appendCanonical(section.get(key), json);
        separator = ",";
      }
      json.append('}');
    } else if (value instanceof ConfigList list) {
      json.append('[');
      for (ConfigValue item : list) {
        json.append(separator);
        appendCanonical(item, json);
        separator = ",";
      }
      json.append(']');
    } else if (value.unwrapped() instanceof Double number) {
      boolean whole = number == Math.rint(number) && Math.abs(number) < 0x1p53;
      json.append(whole ? Long.toString(number.longValue()) : Double.toString(number));
    } else {
      Object plain = value.unwrapped();
      json.append(
          plain instanceof String text ? ConfigUtil.quoteString(text) : String.valueOf(plain));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ComposedConfig that && config.equals(that.config);
  }

  @Override
  public int hashCode() {
    return config.hashCode();
  }

  @Override
  public String toString() {
    return config.root().render(ConfigRenderOptions.concise());
  }
}
