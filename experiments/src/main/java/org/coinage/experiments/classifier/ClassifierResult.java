package org.coinage.experiments.classifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What a training came to.
 *
 * @param name of the method with its settings
 * @param seed of weights, batches and method
 * @param epochs passes over the training images
 * @param weights entries that methods may set to zero
 * @param kept entries that are not zero in the end
 * @param expected expected share of entries that are not zero, for gates; the share that is kept
 *     otherwise
 * @param testErrorPercent share of test images put into a wrong class
 */
public record ClassifierResult(
    String name,
    long seed,
    int epochs,
    long weights,
    long kept,
    double expected,
    double testErrorPercent) {

  /** As JSON with its provenance. */
  public ObjectNode toJson(Map<String, String> provenance) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("classifier", name)
        .put("seed", seed)
        .put("epochs", epochs)
        .put("weights", weights)
        .put("kept", kept)
        .put("expected_density", expected)
        .put("test_error_percent", testErrorPercent);
    json.set("provenance", mapper.valueToTree(provenance));
    return json;
  }
}
