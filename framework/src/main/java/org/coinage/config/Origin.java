package org.coinage.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value was written: a line of a file, or an argument.
 *
 * @param source the file as it is shown to the user ({@code configs/field/siren.conf}), or {@code
 *     argument 'field.width=64'}
 * @param line line of the file, counted from 1; 0 for an argument or a file as a whole
 */
public record Origin(String source, int line) {

  private static final Pattern LINED = Pattern.compile("(?s)(.*?): (\\d+)(?:-\\d+)?");
  private static final String MERGED = "merge of ";
  private static final String ARGUMENT = "argument '";

  static Origin file(String shown) {
    return new Origin(shown, 0);
  }

  static Origin argument(String text) {
    return new Origin(ARGUMENT + text + "'", 0);
  }

  /** Of a section, where its first value stands: the library only knows what it was merged of. */
  static Origin of(ConfigValue value) {
    if (value instanceof ConfigObject section && !section.isEmpty()) {
      return of(section.entrySet().iterator().next().getValue());
    }
    if (value instanceof ConfigList list && !list.isEmpty()) {
      return of(list.get(0));
    }
    return of(value.origin());
  }

  static Origin of(ConfigOrigin origin) {
    String description = origin.description();
    if (description.startsWith(MERGED)) {
      description = description.substring(MERGED.length()).split(",", 2)[0];
    }
    Matcher lined = LINED.matcher(description);
    if (!lined.matches()) {
      return file(description);
    }
    boolean argument = description.startsWith(ARGUMENT);
    return new Origin(lined.group(1), argument ? 0 : Integer.parseInt(lined.group(2)));
  }

  /** {@code file:line}, the file alone, or the argument. */
  @Override
  public String toString() {
    return line > 0 ? source + ":" + line : source;
  }
}
