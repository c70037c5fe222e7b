package org.coinage.experiments.results;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where numbers come from, enough to make them again. Ordered for reading.
 *
 * @param gitId commit of the sources, with {@code -dirty} where they differ from it
 * @param configHash SHA-256 of the resolved configuration
 * @param seed root of the run's seed tree
 * @param datasetSha256 of the signals that were coded
 */
public record Provenance(String gitId, String configHash, long seed, String datasetSha256) {

  /** These facts and those of the machine this runs on, at this time. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("git id", gitId);
    map.put("config hash", configHash);
    map.put("seed", Long.toString(seed));
    map.put("dataset SHA-256", datasetSha256);
    map.put("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
    String nd4j = Nd4j.class.getPackage().getImplementationVersion();
    map.put("ND4J", nd4j == null ? "version not stated in its jar" : nd4j);
    map.put(
        "OS",
        String.join(
            " ",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")));
    map.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    map.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return map;
  }
}
