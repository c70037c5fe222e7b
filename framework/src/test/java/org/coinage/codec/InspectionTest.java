package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coinage.field.PositionalEncoding;
import org.coinage.kernel.OrderedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {

  private static final Mint MINT = TinyMints.mint();

  @TempDir private Path folder;

  private JsonNode inspect(Path path) throws IOException {
    Inspection inspection = Inspection.of(path, Limits.DEFAULT);
    JsonNode json = new ObjectMapper().readTree(inspection.json());
    assertThat(json.get("file_bytes").asLong()).isEqualTo(Files.size(path));
    assertThat(inspection.lines()).contains("file bytes: " + Files.size(path));
    return json;
  }

  @Test
  void aCoinTellsItsRateInFileBytes() throws IOException {
    Path path = folder.resolve("a.coin");
    TinyMints.coin(MINT, 1, 1, 32, 32).write(path, false);
    JsonNode json = inspect(path);
    assertThat(json.get("kind").asText()).isEqualTo("coin");
    assertThat(json.get("mint").asText()).isEqualTo(MINT.fingerprint().toString());
    assertThat(json.get("bits_per_point").asDouble()).isEqualTo(Files.size(path) * 8 / 1024.0);
    assertThat(json.get("payload_bytes").asInt() + json.get("overhead_bytes").asInt())
        .isEqualTo((int) Files.size(path));
  }

  @Test
  void aPurseTellsItsBlocks() throws IOException {
    Path path = folder.resolve("a.purse");
    TinyMints.purse(MINT, 1, 10, 4, 16, 16).write(path, false);
    JsonNode json = inspect(path);
    assertThat(json.get("blocks").asInt()).isEqualTo(3);
    assertThat(json.get("damaged_blocks").asInt()).isZero();
    assertThat(json.get("bits_per_point").asDouble()).isEqualTo(Files.size(path) * 8 / 2560.0);
  }

  @Test
  void aMintTellsItsFingerprintAndProvenance() throws IOException {
    Path path = folder.resolve("a.mint");
    MintFile.write(MINT, path, false);
    JsonNode json = inspect(path);
    assertThat(json.get("fingerprint").asText()).isEqualTo(MINT.fingerprint().toString());
    assertThat(json.get("provenance").get("origin").asText()).isEqualTo("test");
    assertThat(json.get("codebooks")).hasSize(2);
  }

  @Test
  void withItsMintACoinTellsWhatZerosCost() throws IOException {
    Path path = folder.resolve("a.coin");
    CoinFile coin = TinyMints.coin(MINT, 1, 1, 32, 32);
    coin.write(path, false);
    JsonNode ledger = ledger(path);
    List<int[]> symbols = new Decoder(MINT, new OrderedMap(1)).symbols(coin);
    assertThat(ledger.get("zeros").asLong())
        .isEqualTo(symbols.stream().flatMapToInt(Arrays::stream).filter(s -> s == 0).count());
    assertThat(ledger.get("zeros").asLong() + ledger.get("others").asLong())
        .isEqualTo((long) symbols.size() * TinyMints.LATENT);
    assertThat(ledger.get("zero_bytes").asDouble() + ledger.get("other_bytes").asDouble())
        .isBetween(coin.code().length - 2.0, coin.code().length + 0.5);
  }

  @Test
  void withItsMintAPurseTellsTheSumOfItsBlocks() throws IOException {
    Path path = folder.resolve("a.purse");
    TinyMints.purse(MINT, 1, 10, 4, 16, 16).write(path, false);
    JsonNode ledger = ledger(path);
    assertThat(ledger.get("zeros").asLong() + ledger.get("others").asLong())
        .isEqualTo(10L * TinyMints.LATENT);
  }

  private static JsonNode ledger(Path path) throws IOException {
    String json = Inspection.of(path, MINT, Limits.DEFAULT).json();
    return new ObjectMapper().readTree(json).get("ledger");
  }

  @Test
  void onlyCoinsAndPursesAreInspectedWithAMint() throws IOException {
    Path path = folder.resolve("a.mint");
    MintFile.write(MINT, path, false);
    assertThatThrownBy(() -> Inspection.of(path, MINT, Limits.DEFAULT))
        .isInstanceOf(CodecException.Foreign.class)
        .hasMessageContaining("is not a coin or purse");
    Path coin = folder.resolve("a.coin");
    TinyMints.coin(MINT, 1, 1, 32, 32).write(coin, false);
    Mint other = TinyMints.mint("latent-scale", PositionalEncoding.NONE, Optional.empty());
    assertThatThrownBy(() -> Inspection.of(coin, other, Limits.DEFAULT))
        .isInstanceOf(CodecException.WrongMint.class);
  }

  @Test
  void anythingElseIsForeign() throws IOException {
    Path path = folder.resolve("a.txt");
    Files.writeString(path, "hello, world");
    assertThatThrownBy(() -> Inspection.of(path, Limits.DEFAULT))
        .isInstanceOf(CodecException.Foreign.class)
        .hasMessageContaining("is not a mint, coin or purse");
    assertThatThrownBy(() -> Inspection.of(folder, Limits.DEFAULT))
        .isInstanceOf(CodecException.Foreign.class)
        .hasMessageContaining("a directory");
  }
}
