/**
 * Files and what makes and reads them: a {@link org.coinage.codec.Mint} is the trained model, a
 * {@link org.coinage.codec.Striker} turns signals into coins with it, a {@link
 * org.coinage.codec.Decoder} turns coins back.
 *
 * <p>Read {@link org.coinage.codec.CoinFile} first for the format, {@link
 * org.coinage.codec.Striker} and {@link org.coinage.codec.Decoder} for the way of the data.
 * Invariants:
 *
 * <ol>
 *   <li>decoding needs the mint and the coin, nothing else, and gives the same bits on every JVM;
 *   <li>no floating-point number lies between the bytes of a coin and its integers;
 *   <li>any file that is not what it should be gives a {@link org.coinage.codec.CodecException},
 *       and no allocation beyond {@link org.coinage.codec.Limits};
 *   <li>a coin is given out only after it has been decoded;
 *   <li>a file at its name is complete: it is written beside it, forced to the disk, and moved.
 * </ol>
 *
 * <p>Any change of what is written or decoded raises a version; every older version stays readable.
 */
package org.coinage.codec;
