/**
 * Fetches the files of the catalog into a cache. Read {@link
 * org.coinage.datasets.download.Downloader} first.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>a file at its final path has the length and SHA-256 that are known of it; everything else
 *       is called {@code .part};
 *   <li>nothing is unpacked before its archive is checked, and a folder appears whole or not at
 *       all;
 *   <li>a failure that trying again may mend is tried again, any other ends at once in one line.
 * </ol>
 */
package org.coinage.datasets.download;
