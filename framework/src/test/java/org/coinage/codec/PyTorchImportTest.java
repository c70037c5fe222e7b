package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coinage.field.ParameterLayout;
import org.coinage.field.PositionalEncoding;
import org.coinage.fitting.InnerLoopSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyTorchImportTest {

  private static Safetensors state(Mint mint) {
    List<Tensor> tensors = new ArrayList<>();
    for (ParameterLayout.Tensor tensor : mint.parameters().layout().tensors()) {
      tensors.add(
          Tensor.ofFloats(tensor.name(), tensor.shape(), mint.parameters().tensor(tensor.name())));
    }
    return new Safetensors(Map.of("format", "pt"), tensors);
  }

  private static PyTorchImport settings(boolean scaleOnly) {
    return new PyTorchImport(20, 20, scaleOnly, InnerLoopSettings.COIN_PLUS_PLUS);
  }

  @ParameterizedTest
  @CsvSource({
    "latent-shift, false",
    "latent-scale, true",
    "latent-shift-scale, false",
    "latent-mlp, false",
    "latent-mlp-scale, true",
    "latent-mlp-shift-scale, false",
    "direct-shift, false",
    "direct-shift-scale, false"
  })
  void sizesFollowFromTheShapes(String kind, boolean scaleOnly) throws CodecException {
    Mint mint = TinyMints.mint(kind, PositionalEncoding.NONE, Optional.empty());
    byte[] file = state(mint).toBytes();
    Mint imported =
        settings(scaleOnly)
            .mint(Safetensors.parse(file, "model", Limits.DEFAULT), "model", Limits.DEFAULT);
    assertThat(imported.architecture()).isEqualTo(mint.architecture());
    assertThat(imported.modulation().kind()).isEqualTo(kind);
    assertThat(imported.space().codeDim()).isEqualTo(mint.space().codeDim());
    assertThat(imported.parameters().flatten()).isEqualTo(mint.parameters().flatten());
    assertThat(MintFile.parse(MintFile.toBytes(imported), "m", Limits.DEFAULT).modulation())
        .isEqualTo(imported.modulation());
  }

  @Test
  void whatIsMissingIsNamed() {
    Safetensors whole = state(TinyMints.mint());
    for (String missing : List.of("net.1.linear.bias", "last_layer.linear.weight")) {
      List<Tensor> rest =
          whole.tensors().values().stream().filter(t -> !t.name().equals(missing)).toList();
      assertThatThrownBy(
              () -> settings(false).mint(new Safetensors(Map.of(), rest), "model", Limits.DEFAULT))
          .isInstanceOf(CodecException.Corrupt.class)
          .hasMessageContaining("tensor '" + missing + "' is missing");
    }
  }

  @Test
  void aModulationOfAnotherWidthIsNamed() {
    List<Tensor> tensors = new ArrayList<>(state(TinyMints.mint()).tensors().values());
    tensors.removeIf(t -> t.name().startsWith("modulation_net"));
    tensors.add(Tensor.ofFloats("modulation_net.net.weight", List.of(31, 8), new double[248]));
    assertThatThrownBy(
            () -> settings(false).mint(new Safetensors(Map.of(), tensors), "model", Limits.DEFAULT))
        .isInstanceOf(CodecException.Corrupt.class)
        .hasMessageContaining("[31, 8], expected 32 or 64 rows");
  }
}
