package org.coinage.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

  private static final Path ROOT = Path.of(System.getProperty("coinage.root", ".."));

  private static final Pattern BLOCK =
      Pattern.compile("<!-- results (\\S+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);

  /** The blocks are printed by {@code coinage table DIR}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/engine.md",
        "docs/codec.md",
        "docs/systems.md",
        "docs/sparsity.md"
      })
  void everyTableIsTheOneItsResultsGive(String page) throws IOException {
    List<MatchResult> blocks =
        BLOCK.matcher(Files.readString(ROOT.resolve(page))).results().toList();
    assertThat(blocks).isNotEmpty();
    for (MatchResult block : blocks) {
      Path folder = ROOT.resolve(block.group(1));
      assertThat(block.group(2).strip()).isEqualTo(MarkdownTable.of(folder).strip());
    }
  }
}
