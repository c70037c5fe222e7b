package org.coinage.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes Java values of single values, lists and maps; sections go back to the record binder. */
record ValueBinder(RecordBinder records) {

  private static final int LONGEST_SHOWN = 60;

  /** A value of the given type; the value may be null where the key is absent. */
  Object bind(ConfigValue value, String path, Type type) {
    boolean absent = value == null || value.valueType() == ConfigValueType.NULL;
    if (raw(type) == Optional.class) {
      return absent ? Optional.empty() : Optional.of(bind(value, path, argument(type, 0)));
    }
    if (value == null) {
      throw records.missing(path, expected(type));
    }
    if (type instanceof ParameterizedType) {
      return collection(value, path, type);
    }
    return single(value, path, raw(type));
  }

  private Object collection(ConfigValue value, String path, Type type) {
    if (raw(type) == List.class) {
      if (!(value instanceof ConfigList list)) {
        throw wrong(value, path, expected(type));
      }
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        items.add(bind(list.get(i), path + "[" + i + "]", argument(type, 0)));
      }
      return Collections.unmodifiableList(items);
    }
    if (raw(type) == Map.class && argument(type, 0) == String.class) {
      if (!(value instanceof ConfigObject section)) {
        throw wrong(value, path, expected(type));
      }
      Map<String, Object> map = new LinkedHashMap<>();
      for (String key : new TreeSet<>(section.keySet())) {
        map.put(key, bind(section.get(key), Hocon.join(path, key), argument(type, 1)));
      }
      return Collections.unmodifiableMap(map);
    }
    throw new IllegalArgumentException(type + " cannot be bound, for " + path);
  }

  private Object single(ConfigValue value, String path, Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return (int) whole(value, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == long.class || type == Long.class) {
      return whole(value, path, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == double.class || type == Double.class) {
      if (value.unwrapped() instanceof Number number && Double.isFinite(number.doubleValue())) {
        return number.doubleValue();
      }
      throw wrong(value, path, expected(type));
    }
    if (type == boolean.class || type == Boolean.class) {
      if (value.unwrapped() instanceof Boolean flag) {
        return flag;
      }
      throw wrong(value, path, expected(type));
    }
    if (type == String.class || type == Path.class || type.isEnum()) {
      if (value.unwrapped() instanceof String text) {
        return text(value, path, type, text);
      }
      throw wrong(value, path, expected(type));
    }
    return records.section(value, path, type);
  }

  private Object text(ConfigValue value, String path, Class<?> type, String text) {
    if (type == String.class) {
      return text;
    }
    if (type == Path.class) {
      try {
        return records.path(text);
      } catch (InvalidPathException e) {
        throw new ConfigException.WrongValue(
            Origin.of(value), path + " is no path of a file: " + e.getReason(), e);
      }
    }
    List<String> choices = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String choice = Spelling.choice((Enum<?>) constant);
      if (choice.equals(text.replace('_', '-'))) {
        return constant;
      }
      choices.add(choice);
    }
    throw new ConfigException.WrongValue(
        Origin.of(value), path + " = " + text + " is not known" + Nearest.hint(text, choices));
  }

  /** A whole number, also if written with an exponent or a point. */
  private static long whole(ConfigValue value, String path, long least, long most) {
    String range = least == Long.MIN_VALUE ? "" : " in [" + least + ", " + most + "]";
    if (value.unwrapped() instanceof Number number) {
      double real = number.doubleValue();
      boolean exact = !(number instanceof Double) || Math.abs(real) <= 0x1p53;
      if (exact && real == Math.rint(real)) {
        long whole = number.longValue();
        if (whole >= least && whole <= most) {
          return whole;
        }
      }
    }
    throw wrong(value, path, "a whole number" + range);
  }

  static ConfigException wrong(ConfigValue value, String path, String expected) {
    String found = value.render(ConfigRenderOptions.concise());
    if (found.length() > LONGEST_SHOWN) {
      found = found.substring(0, LONGEST_SHOWN) + "..";
    }
    String name = path.isEmpty() ? "the root" : path;
    return new ConfigException.WrongValue(
        Origin.of(value), name + " = " + found + " must be " + expected);
  }

  private static String expected(Type type) {
    Class<?> raw = raw(type);
    if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
      return "a whole number";
    }
    if (raw == double.class || raw == Double.class) {
      return "a finite number";
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return "true or false";
    }
    if (raw == String.class || raw == Path.class) {
      return "a string (in quotes if it looks like a number)";
    }
    if (raw.isEnum()) {
      List<String> choices = new ArrayList<>();
      for (Object constant : raw.getEnumConstants()) {
        choices.add(Spelling.choice((Enum<?>) constant));
      }
      return "one of " + String.join(", ", choices);
    }
    return raw == List.class ? "a list [ .. ]" : "a section { .. }";
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
