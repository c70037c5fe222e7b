/**
 * Images in files. Read {@link org.coinage.datasets.image.ImageFolder} and {@link
 * org.coinage.datasets.image.ImageFile} first; {@link org.coinage.datasets.image.PngFile} writes.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>samples are the file's values over the largest possible, with no gamma or profile applied;
 *   <li>the size a file declares is checked before pixels are allocated;
 *   <li>a damaged or cut file ends in an error that names it, not in an image that is half gray.
 * </ol>
 */
package org.coinage.datasets.image;
