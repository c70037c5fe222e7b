package org.coinage.datasets.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.coinage.datasets.DatasetException;

/** The data sets whose hosts, lengths and hashes are known. Immutable. */
public final class Catalog {

  private static final String RESOURCE = "catalog.json";

  private final List<CatalogEntry> entries;

  private Catalog(List<CatalogEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The catalog that comes with the library: CIFAR-10, MNIST, Kodak. */
  public static Catalog builtIn() {
    try (InputStream in = Catalog.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the class path");
      }
      List<CatalogEntry> entries = new ArrayList<>();
      for (JsonNode entry : new ObjectMapper().readTree(in).required("datasets")) {
        entries.add(entry(entry));
      }
      return new Catalog(entries);
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " on the class path cannot be read", e);
    }
  }

  /** All entries, in the order of the catalog. */
  public List<CatalogEntry> entries() {
    return entries;
  }

  /**
   * The entry of a name.
   *
   * @throws DatasetException.Missing if there is none; the message lists those there are
   */
  public CatalogEntry entry(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DatasetException.Missing(
                    "no data set \""
                        + name
                        + "\" in the catalog; there are "
                        + entries.stream()
                            .map(CatalogEntry::name)
                            .collect(Collectors.joining(", "))));
  }

  private static CatalogEntry entry(JsonNode node) {
    List<RemoteFile> files = new ArrayList<>();
    for (JsonNode file : node.required("files")) {
      files.add(
          new RemoteFile(
              file.required("name").asText(),
              URI.create(file.required("uri").asText()),
              file.path("bytes").asLong(-1),
              Optional.ofNullable(file.path("sha256").textValue()),
              file.required("verified").asText(),
              Optional.ofNullable(file.path("unpack").textValue())));
    }
    return new CatalogEntry(
        node.required("name").asText(),
        node.required("title").asText(),
        node.required("homepage").asText(),
        node.required("licence").asText(),
        files);
  }
}
