/**
 * Data sets as ordered samples: from files, downloads and generators to signals, and back.
 *
 * <p>Read {@link org.coinage.datasets.SampleSet} first. {@link org.coinage.datasets.Cifar10} and
 * {@link org.coinage.datasets.Mnist} read those formats; images in files are in {@code image}, sets
 * that need no file in {@code generate}, what can be fetched in {@code catalog}, and how it is
 * fetched in {@code download}. Invariants:
 *
 * <ol>
 *   <li>a set gives the same samples in the same order on every machine, and its fingerprint says
 *       which;
 *   <li>8-bit files are read as value / 255, without gamma or colour profiles;
 *   <li>a file that cannot be read as it should ends in a {@link
 *       org.coinage.datasets.DatasetException} that names it, never in other samples; sizes that a
 *       file declares are checked before memory is reserved for them.
 * </ol>
 */
package org.coinage.datasets;
