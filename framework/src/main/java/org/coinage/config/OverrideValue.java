package org.coinage.config;

import com.typesafe.config.ConfigUtil;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the value of an override in Hydra's grammar and writes it as HOCON.
 *
 * <p>Values are integers, floats, booleans, null, quoted or bare strings, lists {@code [1,2]},
 * dictionaries {@code {a:1}}, nothing at all (the empty string), and substitutions {@code ${a.b}},
 * alone or inside a string. Two things of Hydra are left out: casts such as {@code int(3)}, and
 * {@code inf} and {@code nan}, which are plain strings here since no setting may have them.
 */
final class OverrideValue {

  private static final Pattern INTEGER = Pattern.compile("[+-]?(0|[1-9](_?\\d)*)");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?((0|[1-9](_?\\d)*)?\\.\\d(_?\\d)*|(0|[1-9](_?\\d)*)\\.?)([eE][+-]?\\d+)?");
  private static final Pattern SUBSTITUTION =
      Pattern.compile("\\$\\{\\s*([\\p{L}\\d_-]+(?:\\.[\\p{L}\\d_-]+)*)\\s*}");
  private static final int DEEPEST = 64;

  private final String text;
  private final Origin origin;
  private int at;
  private int depth;

  private OverrideValue(String text, Origin origin) {
    this.text = text;
    this.origin = origin;
  }

  /**
   * The value as HOCON.
   *
   * @throws ConfigException.Syntax if the text is no value
   */
  static String toHocon(String text, Origin origin) {
    OverrideValue reader = new OverrideValue(text, origin);
    String value = reader.value("");
    if (reader.at < reader.text.length()) {
      char extra = reader.text.charAt(reader.at);
      throw reader.error(
          extra == ','
              ? "has a comma in its value: quote a string that has one, or write a list [1,2]"
              : "has a stray '" + extra + "' in its value");
    }
    return value;
  }

  /** A value that ends before one of the given characters, or at the end of the text. */
  private String value(String ends) {
    skipSpace();
    if (at < text.length()) {
      char first = text.charAt(at);
      if (first == '[') {
        return list();
      }
      if (first == '{') {
        return dictionary();
      }
      if (first == '\'' || first == '"') {
        String quoted = quoted(first);
        skipSpace();
        return quoted;
      }
    }
    return bare(ends);
  }

  private String list() {
    descend();
    StringJoiner items = new StringJoiner(",", "[", "]");
    if (!closes(']')) {
      do {
        items.add(item(value(",]")));
      } while (more(']'));
    }
    depth--;
    return items.toString();
  }

  private String dictionary() {
    descend();
    StringJoiner entries = new StringJoiner(",", "{", "}");
    if (!closes('}')) {
      do {
        skipSpace();
        char first = at < text.length() ? text.charAt(at) : '}';
        String key = first == '\'' || first == '"' ? quoted(first) : bareKey();
        skipSpace();
        if (at >= text.length() || text.charAt(at) != ':') {
          throw error("needs key:value between { and }");
        }
        at++;
        entries.add(key + ":" + item(value(",}")));
      } while (more('}'));
    }
    depth--;
    return entries.toString();
  }

  private String item(String hocon) {
    if (hocon.equals("\"\"") && (at == 0 || "'\"".indexOf(text.charAt(at - 1)) < 0)) {
      throw error("has an empty place in a list or dictionary: write '' for an empty string");
    }
    return hocon;
  }

  private void descend() {
    at++;
    if (++depth > DEEPEST) {
      throw error("is nested more than " + DEEPEST + " deep");
    }
  }

  private boolean closes(char end) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == end) {
      at++;
      skipSpace();
      return true;
    }
    return false;
  }

  private boolean more(char end) {
    if (closes(end)) {
      return false;
    }
    if (at >= text.length() || text.charAt(at) != ',') {
      throw error("has no closing '" + end + "'");
    }
    at++;
    return true;
  }

  private String bareKey() {
    int start = at;
    while (at < text.length() && ":,{}[]'\"$".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String key = text.substring(start, at).strip();
    if (key.isEmpty()) {
      throw error("has an empty key between { and }");
    }
    return ConfigUtil.quoteString(key);
  }

  /** As in Hydra, backslashes mean something only in front of the quote that ends the string. */
  private String quoted(char quote) {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      int slashes = 0;
      while (at < text.length() && text.charAt(at) == '\\') {
        slashes++;
        at++;
      }
      boolean atQuote = at < text.length() && text.charAt(at) == quote;
      value.append("\\".repeat(atQuote ? slashes / 2 : slashes));
      if (atQuote) {
        at++;
        if (slashes % 2 == 0) {
          return ConfigUtil.quoteString(value.toString());
        }
        value.append(quote);
      } else if (at < text.length()) {
        value.append(text.charAt(at++));
      }
    }
    throw error("has no closing " + quote);
  }

  /** A number, a word, or a string without quotes; {@code \} keeps the next character as it is. */
  private String bare(String ends) {
    StringBuilder hocon = new StringBuilder();
    StringBuilder literal = new StringBuilder();
    boolean plain = true;
    int solid = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (ends.indexOf(c) >= 0 || c == ',') {
        break;
      }
      if (c == '\\' && at + 1 < text.length()) {
        plain = false;
        literal.append(text.charAt(at + 1));
        solid = literal.length();
        at += 2;
      } else if (c == '$') {
        plain = false;
        hocon.append(literal.isEmpty() ? "" : ConfigUtil.quoteString(literal.toString()));
        literal.setLength(0);
        solid = 0;
        hocon.append(substitution());
      } else if ("[]{}()'\"".indexOf(c) >= 0) {
        throw error("has a '" + c + "' in a bare value: put the value in quotes");
      } else {
        literal.append(c);
        at++;
      }
    }
    int end = Math.max(solid, literal.toString().stripTrailing().length());
    String rest = literal.substring(0, end);
    if (!plain) {
      boolean needed = !rest.isEmpty() || hocon.isEmpty();
      return hocon + (needed ? ConfigUtil.quoteString(rest) : "");
    }
    return word(rest);
  }

  private String substitution() {
    Matcher substitution = SUBSTITUTION.matcher(text).region(at, text.length());
    if (!substitution.lookingAt()) {
      throw error("has a '$' that begins no ${key}: put the value in quotes");
    }
    at = substitution.end();
    return "${" + substitution.group(1) + "}";
  }

  private static String word(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.equals("true") || lower.equals("false") || lower.equals("null")) {
      return lower;
    }
    String digits = word.replace("_", "");
    if (INTEGER.matcher(word).matches()) {
      return digits.startsWith("+") ? digits.substring(1) : digits;
    }
    if (FLOAT.matcher(word).matches()) {
      // HOCON wants a digit on both sides of the point, and no plus.
      String number = digits.startsWith("+") ? digits.substring(1) : digits;
      return number.replaceFirst("^(-?)\\.", "$10.").replaceFirst("\\.(?=[eE]|$)", ".0");
    }
    return ConfigUtil.quoteString(word);
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private ConfigException error(String problem) {
    return new ConfigException.Syntax(origin, problem);
  }
}
