package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout that is built, with a JVM that only notes what it is called with. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final String JVM =
      """
      #!/bin/sh
      here=$(dirname "$0")/..
      echo "$@" >>"$here/calls"
      for option; do
        case $option in
          -Xshare:dump) dump=1 ;;
          -XX:SharedArchiveFile=*) archive=${option#*=} ;;
          -XX:DumpLoadedClassList=*) : >"${option#*=}" ;;
        esac
      done
      [ -z "$dump" ] && exit
      [ -e "$here/broken" ] && exit 1
      : >"$archive"
      """;

  private static final String SHORT = "-XX:TieredStopAtLevel=1";
  private static final String VECTOR = "--add-modules jdk.incubator.vector";
  private static final String ARCHIVE = "-XX:SharedArchiveFile=";

  @TempDir Path folder;
  private Path home;
  private Path jdk;
  private Path mint;

  @BeforeEach
  void setUp() throws IOException {
    home = Files.createDirectories(folder.resolve("a checkout"));
    Path script = Path.of(System.getProperty("coinage.root", "..")).resolve("coinage");
    Files.copy(script, home.resolve("coinage"));
    Files.createDirectories(home.resolve("target"));
    Path app = Files.createDirectories(home.resolve("experiments/target/app"));
    Files.writeString(home.resolve("experiments/target/classpath"), "@lib@/a.jar");
    Files.writeString(app.resolve("classpath"), "@app@/coinage.jar:@lib@/a.jar");
    jdk = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
    Files.writeString(jdk.resolve("bin/java"), JVM);
    assertThat(jdk.resolve("bin/java").toFile().setExecutable(true)).isTrue();
    release("17.0.1");
    mint = Files.write(folder.resolve("a.mint"), new byte[200_000]);
  }

  @Test
  void smallCoinIsDecodedWithoutWhatStartsSlowly() throws Exception {
    Path coin = Files.write(folder.resolve("a.coin"), new byte[60]);
    for (List<String> arguments :
        List.of(
            List.of("decompress", "-m", mint + "", coin + "", "-o", "a.png", "--force"),
            List.of("decompress", "--force", "--output", "a.png", "--mint=" + mint, coin + ""),
            List.of("decompress", "-m", mint + "", coin + "", coin + "", "--jobs", "2"),
            List.of("verify", coin + "", "--original", mint + "", "--mint", mint + ""),
            List.of("inspect", mint + ""),
            List.of("--version"))) {
      assertThat(launch(arguments)).contains(SHORT).doesNotContain(VECTOR);
    }
  }

  @Test
  void longWorkGetsTheSecondCompilerAndTheVectorUnit() throws Exception {
    Path coin = Files.write(folder.resolve("a.coin"), new byte[60]);
    Path large = Files.write(folder.resolve("large.coin"), new byte[6_000]);
    Path wide = Files.write(folder.resolve("wide.mint"), new byte[8_000_000]);
    for (List<String> arguments :
        List.of(
            List.of("decompress", "-m", mint + "", coin + "", large + "", "-o", "a/"),
            List.of("decompress", "-m", mint + "", coin + "", "-o", "a.png", "--scale", "9"),
            List.of("decompress", "-m", mint + "", "-", "-o", "a.png"),
            List.of("decompress", "-m", mint + "", large + "", "-o", "a.png"),
            List.of("decompress", "-m", wide + "", coin + "", "-o", "a.png"),
            List.of("decompress", "-m", mint + "", folder + "/none.coin", "-o", "a.png"),
            List.of("verify", large + "", "-m", mint + ""),
            List.of("compress", "-m", mint + "", "a.png", "-o", "a.coin"),
            List.of("run", "quickstart"))) {
      assertThat(launch(arguments)).contains(VECTOR).doesNotContain(SHORT);
    }
    release("17.0.1", "java.base");
    assertThat(launch(List.of("run"))).doesNotContain(VECTOR);
  }

  /** Objects of another alignment than an archive's: the JVM would not take it. */
  @Test
  void learningAlignsObjectsToCacheLinesAndGoesWithoutAnArchive() throws Exception {
    String aligned = "-XX:ObjectAlignmentInBytes=64";
    for (String command : List.of("run", "resume", "replay", "bench")) {
      assertThat(launch(List.of(command))).contains(aligned).doesNotContain(ARCHIVE);
    }
    assertThat(launch(List.of("compress"))).contains(ARCHIVE).doesNotContain(aligned);
  }

  @Test
  void archiveOfClassesIsMadeOnceForAJvmAndItsJars() throws Exception {
    assertThat(launch(List.of("compress"))).contains(ARCHIVE);
    assertThat(calls()).hasSize(3).satisfies(c -> assertThat(c.get(1)).contains("-Xshare:dump"));
    assertThat(launch(List.of("inspect"))).contains(ARCHIVE);
    assertThat(calls()).hasSize(4);
    release("17.0.2");
    assertThat(launch(List.of("compress"))).contains(ARCHIVE);
    assertThat(calls()).hasSize(7);
    Files.writeString(home.resolve("experiments/target/app/classpath"), "@app@/other.jar");
    assertThat(launch(List.of("compress"))).contains(ARCHIVE, "other.jar");
    assertThat(calls()).hasSize(10);
  }

  @Test
  void withoutAnArchiveItRunsAllTheSameAndDoesNotTryAgain() throws Exception {
    Files.createFile(jdk.resolve("broken"));
    for (int i = 0; i < 2; i++) {
      assertThat(launch(List.of("compress", "a.png")))
          .doesNotContain(ARCHIVE)
          .endsWith(" org.coinage.experiments.cli.Coinage compress a.png");
      assertThat(calls()).hasSize(3 + i);
    }
  }

  @Test
  void checkoutThatCannotBeWrittenIsLeftAlone() throws Exception {
    Path app = home.resolve("experiments/target/app");
    assertThat(app.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(app), "this user may write everywhere");
    assertThat(launch(List.of("compress"))).doesNotContain(ARCHIVE);
    assertThat(calls()).hasSize(1);
  }

  private void release(String version, String... modules) throws IOException {
    String all = modules.length == 0 ? "java.base jdk.incubator.vector" : String.join(" ", modules);
    Files.writeString(
        jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nMODULES=\"" + all + "\"\n");
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(jdk.resolve("calls"));
  }

  /** Launches a command; returns what the JVM was called with last. */
  private String launch(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", home.resolve("coinage").toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", jdk.toString());
    environment.keySet().removeAll(List.of("COINAGE_JAVA_OPTS", "JAVA_TOOL_OPTIONS"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).isEmpty();
    List<String> calls = calls();
    return calls.get(calls.size() - 1);
  }
}
