package org.coinage.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The syntax, closed off: no includes, no environment, and errors of this package. */
final class Hocon {

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{\\??([^}]*)}");

  private Hocon() {}

  static String read(Path file, String shown) {
    try {
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new ConfigException.Unreadable(Origin.file(shown), "is not text in UTF-8", e);
    } catch (IOException e) {
      String why = Files.exists(file) ? "cannot be read" : "there is no such file";
      throw new ConfigException.Unreadable(Origin.file(shown), why, e);
    }
  }

  /** Parses; substitutions stay open. */
  static Config parse(String text, Origin origin) {
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setOriginDescription(origin.source())
            .setIncluder(new NoIncludes(origin));
    try {
      return ConfigFactory.parseString(text, options);
    } catch (com.typesafe.config.ConfigException e) {
      throw new ConfigException.Syntax(origin(e, origin), problem(e), e);
    } catch (StackOverflowError e) {
      throw new ConfigException.Syntax(origin, "is nested too deeply", e);
    }
  }

  /** Fills in the substitutions from the configuration itself and nothing else. */
  static Config resolve(Config config, Origin root) {
    try {
      return config.resolve(ConfigResolveOptions.noSystem());
    } catch (com.typesafe.config.ConfigException e) {
      Origin origin = origin(e, root);
      Matcher open = SUBSTITUTION.matcher(problem(e));
      if (!open.find()) {
        throw new ConfigException.WrongValue(origin, problem(e), e);
      }
      String key = open.group(1);
      TreeSet<String> known = new TreeSet<>();
      collectKeys(config.root(), "", known);
      if (known.contains(key)) {
        throw new ConfigException.WrongValue(
            origin, "${" + key + "} refers, in the end, to itself", e);
      }
      String guess = Nearest.to(key, known).map(n -> "; did you mean ${" + n + "}?").orElse("");
      throw new ConfigException.WrongValue(
          origin, "${" + key + "} refers to a key that is not there" + guess, e);
    } catch (StackOverflowError e) {
      throw new ConfigException.WrongValue(root, "substitutions are nested too deeply", e);
    }
  }

  /** Full names of all keys below a section, sections included. */
  static void collectKeys(ConfigObject section, String prefix, Set<String> into) {
    for (String key : section.keySet()) {
      String path = prefix.isEmpty() ? ConfigUtil.joinPath(key) : join(prefix, key);
      into.add(path);
      if (valueAt(section, key) instanceof ConfigObject inner) {
        collectKeys(inner, path, into);
      }
    }
  }

  /** A value; null if a substitution makes it, so that nothing is known of it yet. */
  private static ConfigValue valueAt(ConfigObject section, String key) {
    try {
      return section.get(key);
    } catch (com.typesafe.config.ConfigException.NotResolved e) {
      return null;
    }
  }

  /** The dotted name of a key in a section; a name with dots of its own is quoted. */
  static String join(String section, String key) {
    String quoted = ConfigUtil.joinPath(key);
    return section.isEmpty() ? quoted : section + "." + quoted;
  }

  /** The value at a path, or null where there is none. Null values are values. */
  static ConfigValue find(ConfigObject root, List<String> path) {
    ConfigValue value = root;
    for (String key : path) {
      if (!(value instanceof ConfigObject section)) {
        return null;
      }
      value = section.get(key);
    }
    return value;
  }

  /** Splits a dotted name. */
  static List<String> split(String path, Origin origin) {
    try {
      return ConfigUtil.splitPath(path);
    } catch (com.typesafe.config.ConfigException e) {
      throw new ConfigException.Syntax(origin, "'" + path + "' is not a key", e);
    }
  }

  private static Origin origin(com.typesafe.config.ConfigException e, Origin otherwise) {
    return e.origin() == null ? otherwise : Origin.of(e.origin());
  }

  private static String problem(com.typesafe.config.ConfigException e) {
    String message = e.getMessage();
    String prefix = e.origin() == null ? "" : e.origin().description() + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }

  /** Refuses to include: what a file brings in stands in its defaults list. */
  private record NoIncludes(Origin file)
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      throw new ConfigException.Syntax(
          file, "include of '" + what + "' is not supported; name the file in a defaults list");
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      return include(context, what.toString());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      return include(context, what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      return include(context, what);
    }
  }
}
