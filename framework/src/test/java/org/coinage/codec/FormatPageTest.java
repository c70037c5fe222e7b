package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coinage.field.FieldTensors;
import org.coinage.field.Parameters;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.Sincos;
import org.coinage.quantization.WhitenedQuantizer;
import org.junit.jupiter.api.Test;

/** The worked example of docs/format.md, read out of the page, is what the code does. */
class FormatPageTest {

  private static final Path ROOT = Path.of(System.getProperty("coinage.root", ".."));
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "v2");

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve("format.md"));
  }

  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page());
    assertThat(block.find()).as("block %s", language).isTrue();
    return block.group(1);
  }

  private static Map<String, String> example() throws IOException {
    return block("example")
        .lines()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0].strip(), pair -> pair[1].strip()));
  }

  /** Hexadecimal bytes at the beginning of each line, then at least two spaces and words. */
  private static byte[] coin() throws IOException {
    String hex =
        block("coin")
            .lines()
            .map(line -> line.replaceFirst(" {2,}.*", ""))
            .collect(Collectors.joining(" "));
    return HexFormat.ofDelimiter(" ").withUpperCase().parseHex(hex);
  }

  @Test
  void theBytesAreThoseOfTheGoldenCoin() throws IOException {
    assertThat(coin()).isEqualTo(Files.readAllBytes(GOLDEN.resolve("example-step-0.01-1.coin")));
    byte[] bytes = coin();
    int header = ByteReader.crc(bytes, 0, 22, 0);
    assertThat(HexFormat.of().withUpperCase().toHexDigits(header)).isEqualTo("373240DA");
    assertThat(HexFormat.of().withUpperCase().toHexDigits(ByteReader.crc(bytes, 26, 1, header)))
        .isEqualTo("0C98E6F8");
  }

  @Test
  void theNumbersAreThoseOfTheDecoder() throws IOException {
    Map<String, String> expected = example();
    Mint mint = MintFile.read(GOLDEN.resolve("example.mint"));
    Codebook book = mint.codebooks().get(0);
    WhitenedQuantizer quantizer = (WhitenedQuantizer) book.quantizer();
    Parameters theta = mint.parameters();
    try (OrderedMap alone = new OrderedMap(1)) {
      Decoder decoder = new Decoder(mint, alone);
      CoinFile coin = CoinFile.parse(coin(), "page", Limits.DEFAULT);
      int[] symbols = decoder.symbols(coin).get(0);
      double[] z = quantizer.dequantize(symbols);
      FieldTensors psi = mint.space().apply(theta, z);
      float[] samples = decoder.decode(coin).values();
      Map<String, String> found = new TreeMap<>();
      found.put("tables", words(book.model().toInts()));
      found.put("centre", words(quantizer.centre()));
      found.put("step", words(quantizer.step()));
      found.put("inverse", words(flat(quantizer.whitening().inverseMatrix())));
      found.put("mean", words(quantizer.whitening().mean()));
      found.put("map weight", hex(theta.tensor("modulation_net.net.weight")));
      found.put("map bias", hex(theta.tensor("modulation_net.net.bias")));
      found.put("weight", hex(theta.tensor("net.0.linear.weight")));
      found.put("bias", hex(theta.tensor("net.0.linear.bias")));
      found.put("output weight", hex(theta.tensor("last_layer.linear.weight")));
      found.put("output bias", hex(theta.tensor("last_layer.linear.bias")));
      found.put("symbols", words(symbols));
      found.put("z", words(z));
      found.put("shifts", words(psi.shifts()[0]));
      found.put("samples", bits(samples));
      found.put("sha256", HexFormat.of().formatHex(Decoder.digest(decoder.decode(coin))));
      expected.replaceAll((key, value) -> exact(value));
      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void theConstantsAreThoseOfTheSine() throws IOException {
    String page = page();
    Map<String, Float> constants =
        Map.of(
            "S1",
            Sincos.S1,
            "S3",
            Sincos.S3,
            "S5",
            Sincos.S5,
            "S7",
            Sincos.S7,
            "S9",
            Sincos.S9,
            "S11",
            Sincos.S11);
    constants.forEach(
        (name, value) -> {
          Matcher row = Pattern.compile("\\| " + name + " \\| `([^`]+)`").matcher(page);
          assertThat(row.find()).as(name).isTrue();
          assertThat(Float.parseFloat(row.group(1))).as(name).isEqualTo(value);
        });
  }

  @Test
  void theLimitsAreTheDefaults() throws IOException {
    Limits limits = Limits.DEFAULT;
    assertThat(page())
        .contains("| bytes of a file | 2^" + exponent(limits.fileBytes()) + " |")
        .contains("of a signal or block | 2^" + exponent(limits.elements()) + " |")
        .contains("| extent of an axis | " + limits.dimension() + " |")
        .contains("| channels | " + limits.channels() + " |")
        .contains("| sections | " + limits.sections() + " |")
        .contains("| coins of a purse | 2^" + exponent(limits.coins()) + " |");
  }

  private static int exponent(long power) {
    assertThat(Long.bitCount(power)).isEqualTo(1);
    return Long.numberOfTrailingZeros(power);
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static String words(int... values) {
    return Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }

  private static String words(double... values) {
    return Arrays.stream(values).mapToObj(Double::toHexString).collect(Collectors.joining(" "));
  }

  /** JVMs differ in how they write a binary64, so decimals are compared as what they mean. */
  private static String exact(String values) {
    return Arrays.stream(values.split(" +"))
        .map(
            value ->
                value.contains(".") && !value.contains("x")
                    ? Double.toHexString(Double.parseDouble(value))
                    : value)
        .collect(Collectors.joining(" "));
  }

  private static String hex(double... values) {
    return Arrays.stream(values)
        .mapToObj(value -> Float.toHexString((float) value))
        .collect(Collectors.joining(" "));
  }

  private static String bits(float... values) {
    return IntStream.range(0, values.length)
        .mapToObj(i -> HexFormat.of().toHexDigits(Float.floatToIntBits(values[i])))
        .collect(Collectors.joining(" "));
  }
}
