package org.coinage.experiments.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public API of every module says what it promises. */
class DocumentationTest {

  private static final Path ROOT = Path.of(System.getProperty("coinage.root"));

  @ParameterizedTest
  @ValueSource(strings = {"framework", "datasets", "experiments"})
  void publicTypesAndMethodsHaveDocComments(String module) throws IOException {
    assertThat(UndocumentedApi.in(sources(module))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"framework", "datasets", "experiments"})
  void everyPackageHasItsParagraph(String module) throws IOException {
    TreeSet<Path> folders = new TreeSet<>();
    for (Path source : sources(module)) {
      folders.add(source.getParent());
    }
    List<String> silent = new ArrayList<>();
    for (Path folder : folders) {
      if (!hasParagraph(folder.resolve("package-info.java"))) {
        silent.add(ROOT.relativize(folder).toString());
      }
    }
    assertThat(silent).as("packages without a package-info.java of at least a sentence").isEmpty();
  }

  @Test
  void sourcesAreFound() throws IOException {
    assertThat(sources("framework")).isNotEmpty();
  }

  @Test
  void whatIsUndocumentedIsFoundAndWhatIsExemptIsNot(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("Sample.java");
    Files.writeString(
        file,
        """
        /** Documented. */
        public class Sample {
          public Sample() {}
          public Sample(int size) {}
          /** Documented. */
          public void documented() {}
          public void bare() {}
          /**  */
          protected void blank() {}
          void inside() {}
          @Override public String toString() { return ""; }
          public interface Port {
            void open();
            private void close() {}
          }
          /** Documented. */
          public record Pair(int left, int right) {
            public Pair { }
            public int left() { return left; }
            public int sum() { return left + right; }
          }
          static class Hidden { public void unseen() {} }
        }
        """);
    assertThat(UndocumentedApi.in(List.of(file)))
        .containsExactly(
            "Sample.java:4: Sample.Sample",
            "Sample.java:7: Sample.bare",
            "Sample.java:9: Sample.blank",
            "Sample.java:12: Port",
            "Sample.java:13: Port.open",
            "Sample.java:20: Pair.sum");
  }

  private static List<Path> sources(String module) throws IOException {
    Path folder = ROOT.resolve(module).resolve("src/main/java");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static final Pattern COMMENT =
      Pattern.compile("/\\*\\*(.*?)\\*/\\s*package ", Pattern.DOTALL);

  private static boolean hasParagraph(Path packageInfo) throws IOException {
    if (!Files.isRegularFile(packageInfo)) {
      return false;
    }
    Matcher comment = COMMENT.matcher(Files.readString(packageInfo));
    return comment.find() && comment.group(1).replaceAll("[\\s*]+", " ").strip().length() >= 40;
  }
}
