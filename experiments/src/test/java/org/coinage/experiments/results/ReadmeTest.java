package org.coinage.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final Path ROOT = Path.of(System.getProperty("coinage.root", ".."));

  private static final Pattern BLOCK =
      Pattern.compile("<!-- results (\\S+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);

  /** The blocks are printed by {@code coinage table DIR}. */
  @Test
  void everyTableOfTheReadmeIsTheOneItsResultsGive() throws IOException {
    List<MatchResult> blocks =
        BLOCK.matcher(Files.readString(ROOT.resolve("README.md"))).results().toList();
    assertThat(blocks).isNotEmpty();
    for (MatchResult block : blocks) {
      Path folder = ROOT.resolve(block.group(1));
      String table =
          BenchmarkTable.isOne(folder) ? BenchmarkTable.of(folder) : ResultsTable.of(folder);
      assertThat(block.group(2).strip()).isEqualTo(table.strip());
    }
  }
}
