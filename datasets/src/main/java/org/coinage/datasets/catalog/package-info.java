/**
 * Which data sets can be fetched from where. Read {@link org.coinage.datasets.catalog.Catalog}
 * first; the entries are in {@code catalog.json}.
 *
 * <p>Invariant: a length or hash stands in the catalog only with how it is known; what is not known
 * for sure is absent, and the first download fixes it.
 */
package org.coinage.datasets.catalog;
