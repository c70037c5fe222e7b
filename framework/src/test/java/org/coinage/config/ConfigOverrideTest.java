package org.coinage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of Hydra's overrides ("Basic Override syntax", "Extended Override syntax"). */
class ConfigOverrideTest {

  static Stream<Arguments> values() {
    return Stream.of(
        // Numbers
        arguments("0", 0),
        arguments("7", 7),
        arguments("-3", -3),
        arguments("+5", 5),
        arguments("1_000_000", 1_000_000),
        arguments("9007199254740993", 9007199254740993L),
        arguments("0.5", 0.5),
        arguments(".5", 0.5),
        arguments("-.5", -0.5),
        arguments("1.", 1),
        arguments("1e-3", 1e-3),
        arguments("1E3", 1000),
        arguments("+1.5e+2", 150),
        arguments("1.e2", 100),
        arguments("1_0.2_5", 10.25),
        arguments("  8  ", 8),
        // What only looks like a number
        arguments("007", "007"),
        arguments("99999999999999999999", "99999999999999999999"),
        arguments("0x10", "0x10"),
        arguments("1.2.3", "1.2.3"),
        arguments("1__0", "1__0"),
        arguments("-", "-"),
        arguments(".", "."),
        arguments("1 2", "1 2"),
        arguments("inf", "inf"),
        arguments("nan", "nan"),
        arguments("2026-11-23", "2026-11-23"),
        // Booleans and null
        arguments("true", true),
        arguments("False", false),
        arguments("null", null),
        arguments("NULL", null),
        arguments("yes", "yes"),
        arguments("truest", "truest"),
        // Strings
        arguments("", ""),
        arguments("   ", ""),
        arguments("''", ""),
        arguments("\"\"", ""),
        arguments("siren_small", "siren_small"),
        arguments("dead-leaves", "dead-leaves"),
        arguments("hello world", "hello world"),
        arguments("'7'", "7"),
        arguments("\"true\"", "true"),
        arguments("'null'", "null"),
        arguments("'a,b'", "a,b"),
        arguments("'  kept  '", "  kept  "),
        arguments("'it\\'s'", "it's"),
        arguments("\"it's\"", "it's"),
        arguments("'say \"x\"'", "say \"x\""),
        arguments("'a\\nb'", "a\\nb"),
        arguments("'end\\\\'", "end\\"),
        arguments("'${x}'", "${x}"),
        arguments("a=b", "a=b"),
        arguments("a=b=c", "a=b=c"),
        arguments("=", "="),
        arguments("http://host:80/x?y=1", "http://host:80/x?y=1"),
        arguments("/tmp/some dir/file.conf", "/tmp/some dir/file.conf"),
        arguments("C:\\\\data", "C:\\data"),
        arguments("a\\,b", "a,b"),
        arguments("\\[x\\]", "[x]"),
        arguments("x\\ ", "x "),
        arguments("a#b", "a#b"),
        arguments("a+b*c@d|e%f", "a+b*c@d|e%f"),
        arguments("größe", "größe"),
        arguments("写真", "写真"),
        arguments("'🪙 coin'", "🪙 coin"),
        arguments("x\ty", "x\ty"),
        // Lists
        arguments("[]", List.of()),
        arguments("[1,2]", List.of(1, 2)),
        arguments("[ 1 , a b , 'c,d' ]", List.of(1, "a b", "c,d")),
        arguments("[[1],[2,3],[]]", List.of(List.of(1), List.of(2, 3), List.of())),
        arguments("[null,true]", Arrays.asList(null, true)),
        arguments("['']", List.of("")),
        arguments("[a=1]", List.of("a=1")),
        arguments("[1e-3,1e-4]", List.of(1e-3, 1e-4)),
        // Dictionaries
        arguments("{}", Map.of()),
        arguments("{a:1}", Map.of("a", 1)),
        arguments("{a: 1, b: {c: [x]}}", Map.of("a", 1, "b", Map.of("c", List.of("x")))),
        arguments("{'a.b': 1}", Map.of("a.b", 1)),
        arguments("{a.b:1}", Map.of("a.b", 1)),
        arguments("{a:''}", Map.of("a", "")),
        arguments("{a:b:c}", Map.of("a", "b:c")),
        arguments("{größe: 2}", Map.of("größe", 2)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valueIsReadAsHydraReadsIt(String text, Object value) {
    ConfigOverride override = ConfigOverride.parse("a.b=" + text);
    assertThat(override.key()).isEqualTo("a.b");
    assertThat(override.value().orElseThrow().unwrapped()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=",
        "=3",
        "a",
        "+",
        "++",
        "+a",
        "~",
        "~=1",
        "a..b=1",
        ".a=1",
        "a.=1",
        "a=1,2",
        "a='x",
        "a=\"x",
        "a=[1",
        "a=[1,",
        "a=[1,]",
        "a=[,1]",
        "a=1]",
        "a={a}",
        "a={a:1",
        "a={:1}",
        "a={a:}",
        "a=}",
        "a=x'y",
        "a='x'y",
        "a=int(3)",
        "a=$x",
        "a=${",
        "a=${}",
        "a=${a..b}",
        "a=[1 2] 3"
      })
  void whatIsNoOverrideIsRefusedInOneLine(String argument) {
    assertThatThrownBy(() -> ConfigOverride.parse(argument))
        .isInstanceOf(ConfigException.Syntax.class)
        .hasMessageStartingWith("argument '" + argument + "': ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> ConfigOverride.parse("a=" + "[".repeat(100_000)))
        .isInstanceOf(ConfigException.Syntax.class);
  }

  @Test
  void prefixSaysWhatToDo() {
    List<ConfigOverride.Action> actions = new ArrayList<>();
    for (String argument : List.of("a=1", "+a=1", "++a=1", "~a", "~a=1")) {
      actions.add(ConfigOverride.parse(argument).action());
    }
    assertThat(actions)
        .containsExactly(
            ConfigOverride.Action.SET,
            ConfigOverride.Action.ADD,
            ConfigOverride.Action.FORCE,
            ConfigOverride.Action.DELETE,
            ConfigOverride.Action.DELETE);
  }
}
