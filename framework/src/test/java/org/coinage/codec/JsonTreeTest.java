package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "\"a \\\"b\\\" \\u0001 \u00e9\"",
        "-1",
        "2147483648",
        "123456789012345678901234567890",
        "0.1",
        "-1.5E-300",
        "1.0E23",
        "{\"a\":[1,2.5,\"x\",null,false],\"b\":{\"c\":{}},\"\":[[]]}",
      })
  void treeAndTextAreThoseOfTheObjectMapper(String text) throws JsonProcessingException {
    JsonNode tree = JsonTree.read(text);
    assertThat(tree).isEqualTo(new ObjectMapper().readTree(text));
    assertThat(JsonTree.write(tree)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[1,", "{\"a\"}", "{\"a\":1,\"a\":2}", "1 2", "{} []", "x"})
  void whatIsNotOneValueIsRefused(String text) {
    assertThatThrownBy(() -> JsonTree.read(text)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThatThrownBy(() -> JsonTree.read("[".repeat(100_000)))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("nesting depth");
  }

  @Test
  void onlyPlainValuesAreWritten() {
    assertThatThrownBy(() -> JsonTree.write(JsonTree.array().addPOJO(new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("POJO");
  }
}
