package org.coinage.datasets.catalog;

import java.util.List;

/**
 * A data set that can be fetched.
 *
 * @param name its key, also its folder in the cache
 * @param title what it is
 * @param homepage the page of those who made it
 * @param licence what they say about its use
 * @param files what it consists of
 */
public record CatalogEntry(
    String name, String title, String homepage, String licence, List<RemoteFile> files) {

  /** Copies the list, which must not be empty. */
  public CatalogEntry {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("the data set " + name + " has no files");
    }
  }
}
