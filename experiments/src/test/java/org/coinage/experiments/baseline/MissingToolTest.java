package org.coinage.experiments.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingToolTest {

  @Test
  void withoutOpenJpegTheReasonAndTheRemedyAreNamed(@TempDir Path empty) {
    BaselineCodec codec = new Jpeg2000Baseline(empty.toString());
    assertThat(codec.unavailable())
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .contains("opj_compress and opj_decompress", "libopenjp2-tools")
                    .doesNotContain("\n"));
    assertThatThrownBy(() -> codec.encode(SmoothImages.test(1), 30))
        .isInstanceOf(BaselineException.class)
        .hasMessageContaining("not on the PATH");
  }
}
