package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coinage.kernel.OrderedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every kind of damage keeps the class of its error and what the message says. {@code
 * -Dcoinage.golden.write=true} writes the files and their list anew.
 */
class GoldenErrorsTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final Path FOLDER = GOLDEN.resolve("errors");
  private static final String LIST = "errors.txt";

  @BeforeAll
  static void writeWhereAskedTo() throws IOException {
    if (Boolean.getBoolean("coinage.golden.write")) {
      Files.createDirectories(FOLDER);
      List<String> list = new ArrayList<>();
      for (Map.Entry<String, GoldenErrors.Case> entry : GoldenErrors.of(mint()).entrySet()) {
        GoldenErrors.Case error = entry.getValue();
        Files.write(FOLDER.resolve(entry.getKey()), error.bytes());
        list.add(entry.getKey() + "\t" + error.type().getSimpleName() + "\t" + error.part());
      }
      Files.write(FOLDER.resolve(LIST), list);
    }
  }

  private static Mint mint() throws IOException {
    return MintFile.read(GOLDEN.resolve("v2").resolve("rgb.mint"));
  }

  @TestFactory
  Stream<DynamicTest> eachKeepsItsClassAndItsMessage() throws IOException {
    Mint mint = mint();
    List<String> list = Files.readAllLines(FOLDER.resolve(LIST));
    assertThat(list).hasSizeGreaterThanOrEqualTo(30);
    return list.stream()
        .map(line -> line.split("\t"))
        .map(words -> DynamicTest.dynamicTest(words[0], () -> check(mint, words)));
  }

  private static void check(Mint mint, String... words) {
    Throwable error = catchThrowable(() -> read(FOLDER.resolve(words[0]), mint));
    assertThat(error).isInstanceOf(CodecException.class).hasMessageContaining(words[2]);
    assertThat(error.getClass().getSimpleName()).isEqualTo(words[1]);
    assertThat(error.getMessage()).contains(words[0] + " @ byte ").doesNotContain("\n");
  }

  private static void read(Path file, Mint mint) throws IOException {
    try (OrderedMap alone = new OrderedMap(1)) {
      Decoder decoder = new Decoder(mint, alone);
      String name = file.getFileName().toString();
      switch (name.substring(name.indexOf('.'))) {
        case ".coin" -> Verification.of(CoinFile.read(file, Limits.DEFAULT), decoder);
        case ".purse" -> Verification.of(PurseFile.read(file, Limits.DEFAULT), decoder);
        default -> MintFile.read(file);
      }
    }
  }
}
