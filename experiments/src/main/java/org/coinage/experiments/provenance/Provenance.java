package org.coinage.experiments.provenance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a mint, a run or a number comes from: sources, settings, data, machine, time. Immutable.
 *
 * @param version of Coinage
 * @param gitId commit of the sources, with {@code -dirty} where they differ from it, or {@link
 *     #UNKNOWN}
 * @param jdk version and vendor of the running JVM
 * @param nd4j version of the tensor library
 * @param os name, version and architecture
 * @param cores that the JVM may use
 * @param date to the second, UTC
 * @param seed root of the run's seed tree, where there is one
 * @param configHash SHA-256 of the resolved configuration, where there is one
 * @param dataHashes name of each data set used and SHA-256 of its samples
 */
public record Provenance(
    String version,
    String gitId,
    String jdk,
    String nd4j,
    String os,
    int cores,
    Instant date,
    OptionalLong seed,
    Optional<String> configHash,
    SortedMap<String, String> dataHashes) {

  /** Stands for a fact that could not be found out. */
  public static final String UNKNOWN = "unknown";

  /** System property with the folder of the checkout, set by the launcher. */
  public static final String HOME_PROPERTY = "coinage.home";

  /** Freezes the hashes and cuts the date to seconds. */
  public Provenance {
    date = date.truncatedTo(ChronoUnit.SECONDS);
    dataHashes = Collections.unmodifiableSortedMap(new TreeMap<>(dataHashes));
  }

  /** Of the running program, now; the checkout is that of the launcher. */
  public static Provenance here() {
    return of(Optional.ofNullable(System.getProperty(HOME_PROPERTY)).map(Path::of));
  }

  /** Of the running program, now, with sources from {@code checkout}. */
  public static Provenance of(Optional<Path> checkout) {
    BuildInfo build = BuildInfo.current();
    return new Provenance(
        build.version(),
        checkout
            .flatMap(GitRevision::of)
            .map(GitRevision::toString)
            .or(build::commit)
            .orElse(UNKNOWN),
        Runtime.version() + ", " + System.getProperty("java.vendor", UNKNOWN),
        build.nd4jVersion(),
        String.join(
            " ",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Instant.now(),
        OptionalLong.empty(),
        Optional.empty(),
        new TreeMap<>());
  }

  /** The same with a seed. */
  public Provenance withSeed(long newSeed) {
    return with(OptionalLong.of(newSeed), configHash, dataHashes);
  }

  /** The same with the hash of a configuration. */
  public Provenance withConfigHash(String newConfigHash) {
    return with(seed, Optional.of(newConfigHash), dataHashes);
  }

  /** The same with one more data set. */
  public Provenance withData(String name, String sha256) {
    SortedMap<String, String> more = new TreeMap<>(dataHashes);
    more.put(name, sha256);
    return with(seed, configHash, more);
  }

  private Provenance with(
      OptionalLong newSeed, Optional<String> newConfigHash, SortedMap<String, String> newData) {
    return new Provenance(
        version, gitId, jdk, nd4j, os, cores, date, newSeed, newConfigHash, newData);
  }

  /** One line a fact, in reading order, as mints and results files store it. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("coinage", version);
    map.put("git id", gitId);
    configHash.ifPresent(hash -> map.put("config hash", hash));
    seed.ifPresent(number -> map.put("seed", Long.toString(number)));
    dataHashes.forEach((name, hash) -> map.put("data " + name, hash));
    map.put("JDK", jdk);
    map.put("ND4J", nd4j);
    map.put("OS", os);
    map.put("cores", Integer.toString(cores));
    map.put("date", date.toString());
    return map;
  }

  /** {@link #toMap} as a JSON object. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    toMap().forEach(json::put);
    return json;
  }
}
