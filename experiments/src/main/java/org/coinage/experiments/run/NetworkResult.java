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
import org.coinage.field.SirenParameters;

/**
 * What a base network is, and what it reaches before anything is rounded.
 *
 * @param network which one
 * @param weights of its layers, biases not counted
 * @param kept weights that are not zero
 * @param unquantized mean PSNR over test signals or patches, unclamped, in dB, by the way of
 *     fitting
 */
record NetworkResult(String network, long weights, long kept, Map<String, Double> unquantized) {

  NetworkResult {
    unquantized = Collections.unmodifiableMap(new LinkedHashMap<>(unquantized));
  }

  static NetworkResult of(String network, Mint mint, Map<String, Double> unquantized) {
    double[][] weights = new SirenParameters(mint.architecture()).weights(mint.parameters());
    return new NetworkResult(
        network,
        Arrays.stream(weights).mapToLong(layer -> layer.length).sum(),
        Arrays.stream(weights).flatMapToDouble(Arrays::stream).filter(w -> w != 0).count(),
        unquantized);
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
    ObjectNode fits = json.putObject("unquantized");
    unquantized.forEach(fits::put);
    return json;
  }
}
