package org.coinage.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes records of a configuration's sections. A component {@code innerSteps} is read from the key
 * {@code inner_steps}; every component needs its key, and every key its component.
 *
 * <p>Components may be {@code int}, {@code long}, {@code double}, {@code boolean}, {@link String},
 * {@link java.nio.file.Path}, enums, records, {@link java.util.List}s and {@link Map}s (from {@link
 * String}) of these, and sealed interfaces of records, whose key {@code kind} says which: {@code
 * kind = latent-shift} is the record {@code LatentShift}. Only an {@link Optional} may be absent or
 * null. Types are not converted: {@code "3"} is no number and {@code yes} no boolean; a whole
 * number may be written {@code 1e6}.
 *
 * <p>A record refuses values in its constructor by an {@link IllegalArgumentException} whose
 * message begins with the component, as in {@code innerSteps = 0 must be in [1, 100]}: the user
 * then sees where that key was written.
 */
public final class RecordBinder {

  private static final String KIND = "kind";
  private static final Pattern REFUSAL = Pattern.compile("(?s)([A-Za-z]\\w*) = (.*)");

  private final ComposedConfig config;

  /** Binds sections of a configuration. */
  public RecordBinder(ComposedConfig config) {
    this.config = config;
  }

  /**
   * The section at a dotted path, the whole configuration if empty, as a record or as a sealed
   * interface of records.
   *
   * @throws ConfigException if the section and the type do not fit; the message says where
   * @throws IllegalArgumentException if the type cannot be bound at all
   */
  public <T> T bind(String path, Class<T> type) {
    ConfigValue value = config.find(path);
    if (value == null) {
      throw missing(path, "a section");
    }
    return type.cast(section(value, path, type));
  }

  /** A path of a file, relative ones as seen from the configuration's folder. */
  Path path(String text) {
    return config.resolve(Path.of(text));
  }

  /** A record of a section, or one of the records of a sealed interface. */
  Object section(ConfigValue value, String path, Class<?> type) {
    if (!(value instanceof ConfigObject object)) {
      throw ValueBinder.wrong(value, path, "a section { .. }");
    }
    if (type.isRecord()) {
      return record(object, path, type, false);
    }
    if (!type.isSealed()) {
      throw new IllegalArgumentException(type + " is neither a record nor sealed, for " + path);
    }
    Map<String, Class<?>> kinds = new TreeMap<>();
    collectKinds(type, kinds);
    ConfigValue kind = object.get(KIND);
    String key = Hocon.join(path, KIND);
    if (kind == null || kind.valueType() != ConfigValueType.STRING) {
      String what = "one of " + String.join(", ", kinds.keySet());
      throw kind == null ? missing(key, what) : ValueBinder.wrong(kind, key, what);
    }
    String name = kind.unwrapped().toString();
    Class<?> chosen = kinds.get(name);
    if (chosen == null) {
      throw new ConfigException.WrongValue(
          Origin.of(kind),
          key + " = " + name + " is not known" + Nearest.hint(name, kinds.keySet()));
    }
    return record(object, path, chosen, true);
  }

  /** A key that has to be there, and the file where it belongs. */
  ConfigException missing(String path, String what) {
    return new ConfigException.MissingKey(
        config.home(path),
        (path.isEmpty() ? "the root" : path) + " is missing: it must be " + what);
  }

  private Object record(ConfigObject section, String path, Class<?> type, boolean hasKind) {
    RecordComponent[] components = type.getRecordComponents();
    Map<String, RecordComponent> byKey = new TreeMap<>();
    for (RecordComponent component : components) {
      byKey.put(Spelling.key(component.getName()), component);
    }
    ValueBinder values = new ValueBinder(this);
    Object[] arguments = new Object[components.length];
    checkKeys(section, path, byKey.keySet(), hasKind);
    for (int i = 0; i < components.length; i++) {
      String key = Spelling.key(components[i].getName());
      arguments[i] =
          values.bind(section.get(key), Hocon.join(path, key), components[i].getGenericType());
    }
    return construct(section, path, type, components, arguments);
  }

  private static void checkKeys(
      ConfigObject section, String path, Collection<String> known, boolean hasKind) {
    for (String key : new TreeSet<>(section.keySet())) {
      if (known.contains(key) || (hasKind && key.equals(KIND))) {
        continue;
      }
      TreeSet<String> there = new TreeSet<>(known);
      if (hasKind) {
        there.add(KIND);
      }
      throw new ConfigException.UnknownKey(
          Origin.of(section.get(key)),
          "there is no setting " + Hocon.join(path, key) + Nearest.hint(key, there));
    }
  }

  private static Object construct(
      ConfigObject section,
      String path,
      Class<?> type,
      RecordComponent[] components,
      Object[] arguments) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refused(section, path, components, refusal);
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("constructor of " + type + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " cannot be constructed, for " + path, e);
    }
  }

  private static ConfigException refused(
      ConfigObject section,
      String path,
      RecordComponent[] components,
      IllegalArgumentException refusal) {
    String message = String.valueOf(refusal.getMessage());
    Matcher named = REFUSAL.matcher(message);
    if (named.matches()) {
      String key = Spelling.key(named.group(1));
      boolean component =
          Arrays.stream(components).anyMatch(c -> Spelling.key(c.getName()).equals(key));
      if (component && section.get(key) != null) {
        return new ConfigException.WrongValue(
            Origin.of(section.get(key)), Hocon.join(path, key) + " = " + named.group(2), refusal);
      }
    }
    String where = path.isEmpty() ? "" : path + ": ";
    return new ConfigException.WrongValue(Origin.of(section), where + message, refusal);
  }

  private static void collectKinds(Class<?> sealed, Map<String, Class<?>> into) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        collectKinds(permitted, into);
      } else if (permitted.isRecord()) {
        into.put(Spelling.kind(permitted), permitted);
      }
    }
  }
}
