package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodecExceptionTest {

  @Test
  void whatAFileSaysOfItselfNeverReachesATerminalRaw() {
    String hostile = "tensor '\u001B[2J\n\u2028\u202Eabc' has 3 axes";
    assertThat(new CodecException.Corrupt("a.mint", 8, hostile))
        .hasMessage(
            "a.mint @ byte 8: tensor '\\u001b[2J\\u000a\\u2028\\u202eabc' has 3 axes; the file is"
                + " damaged, fetch or write it again");
    assertThat(new CodecException.Corrupt("a\nb", 8, "x")).hasMessageStartingWith("a\\u000ab @");
  }

  @Test
  void aMessageIsNoLongerThanAPersonReads() {
    CodecException wordy = new CodecException.Corrupt("a.mint", 8, "x".repeat(100_000));
    assertThat(wordy.getMessage()).hasSizeLessThan(700).contains("x...; the file is damaged");
    assertThat(new CodecException.Corrupt("a", 8, "zw\u00F6lf \u6570").getMessage())
        .contains("zw\u00F6lf \u6570");
  }
}
