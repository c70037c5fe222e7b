package org.coinage.experiments.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.field.ParameterLayout;
import org.coinage.field.SirenParameters;

/**
 * What a base network is, and what it reaches before anything is rounded.
 *
 * @param network which one
 * @param weights of its layers, biases not counted
 * @param kept weights that are not zero
 * @param mapWeights of the map from codes to modulations, biases not counted
 * @param mapKept those that are not zero
 * @param mintBytes of the mint, with all its codebooks
 * @param unquantized mean PSNR over test signals or patches, unclamped, in dB, by the way of
 *     fitting
 */
record NetworkResult(
    String network,
    long weights,
    long kept,
    long mapWeights,
    long mapKept,
    long mintBytes,
    Map<String, Double> unquantized) {

  NetworkResult {
    unquantized = Collections.unmodifiableMap(new LinkedHashMap<>(unquantized));
  }

  static NetworkResult of(String network, Mint mint, Map<String, Double> unquantized) {
    double[][] weights = new SirenParameters(mint.architecture()).weights(mint.parameters());
    double[][] map =
        mint.space().layout().tensors().stream()
            .filter(tensor -> tensor.shape().size() == 2)
            .map(ParameterLayout.Tensor::name)
            .filter(name -> !isBase(mint, name))
            .map(mint.parameters()::tensor)
            .toArray(double[][]::new);
    return new NetworkResult(
        network,
        count(weights),
        kept(weights),
        count(map),
        kept(map),
        MintFile.toBytes(mint).length,
        unquantized);
  }

  private static boolean isBase(Mint mint, String tensor) {
    return new SirenParameters(mint.architecture()).layout().contains(tensor);
  }

  private static long count(double[]... tensors) {
    return Arrays.stream(tensors).mapToLong(tensor -> tensor.length).sum();
  }

  private static long kept(double[]... tensors) {
    return Arrays.stream(tensors).flatMapToDouble(Arrays::stream).filter(w -> w != 0).count();
  }

  /** In a sentence. */
  String describe(String signals) {
    return unquantized.entrySet().stream()
        .map(fit -> String.format(Locale.ROOT, "%.2f dB after %s", fit.getValue(), fit.getKey()))
        .collect(
            Collectors.joining(
                " and ",
                "Unquantized, the " + network + " network reaches ",
                " (mean over test " + signals + ", unclamped)."));
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("network", network).put("weights", weights).put("kept", kept);
    json.put("map_weights", mapWeights).put("map_kept", mapKept).put("mint_bytes", mintBytes);
    ObjectNode fits = json.putObject("unquantized");
    unquantized.forEach(fits::put);
    return json;
  }
}
