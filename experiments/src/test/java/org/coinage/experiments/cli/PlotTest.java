package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

class PlotTest {

  @TempDir Path folder;

  private void run(String name) throws IOException {
    Path run = Files.createDirectories(folder.resolve("runs").resolve(name));
    Files.writeString(run.resolve("summary.json"), "{\"networks\": []}");
    Files.writeString(
        run.resolve("coinage.json"),
        """
        {"name": "Coinage", "results": {"bpp": [0.1, 0.2], "psnr-rgb": [20, 22]}}
        """);
  }

  private Cli plot() {
    return Cli.run("plot", runs(), "-o", picture());
  }

  private String runs() {
    return folder.resolve("runs").toString();
  }

  private String picture() {
    return folder.resolve("curves.svg").toString();
  }

  @Test
  void curvesOfRunsBecomeAWellFormedPictureThatNamesThem()
      throws IOException, ParserConfigurationException, SAXException {
    run("dense-1");
    run("a<b-1");
    plot().succeeds();
    Path picture = folder.resolve("curves.svg");
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(picture.toFile())
                .getDocumentElement()
                .getTagName())
        .isEqualTo("svg");
    assertThat(Files.readString(picture)).contains(">dense</text>", ">a&lt;b</text>", "<style>");
  }

  @Test
  void aPictureThatIsThereIsNotReplacedUnlessAskedTo() throws IOException {
    run("dense-1");
    Path picture = Files.writeString(folder.resolve("curves.svg"), "mine");
    assertThat(plot().code()).isEqualTo(ExitCode.FAILED.number());
    assertThat(Files.readString(picture)).isEqualTo("mine");
    Cli.run("plot", runs(), "-o", picture(), "--force").succeeds();
    assertThat(Files.readString(picture)).startsWith("<svg");
  }

  @Test
  void aFolderWithoutRunsIsSaidToHaveNone() throws IOException {
    Files.createDirectories(folder.resolve("runs").resolve("empty"));
    Cli failed = plot();
    assertThat(failed.code()).isEqualTo(ExitCode.FAILED.number());
    assertThat(failed.err()).contains("has no runs");
  }
}
