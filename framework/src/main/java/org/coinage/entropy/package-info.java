/**
 * From integers to bytes and back. Read {@link org.coinage.entropy.CodeModel} first, then {@link
 * org.coinage.entropy.FrequencyTable} and {@link org.coinage.entropy.RangeEncoder}.
 *
 * <ol>
 *   <li>Between bytes and symbols there are integers only: no floating point decides a decoded bit.
 *   <li>Every symbol of a table has a frequency of at least 1, they sum to exactly 2^16, and none
 *       has all of it. An integer outside a table goes through its escape.
 *   <li>A dimension that carries nothing ({@link org.coinage.entropy.ConstantSymbol}) takes no part
 *       in the stream.
 *   <li>Reading any bytes ends, stays within them, and yields symbols or an {@link
 *       org.coinage.entropy.EntropyException}.
 *   <li>A stream is as short as its interval allows: at most one byte beyond its ideal length, and
 *       a 2^-24 part of a bit per symbol.
 * </ol>
 *
 * <h2>The stream</h2>
 *
 * A stream is a number in [0, 1), written in base 256 after the point, without trailing zero bytes.
 * Coder state: {@code low = 0}, {@code range = 2^48}, in units of 2^-48. A symbol that owns {@code
 * [start, start + frequency)} of {@code 2^p} (p = 16 for tables, the number of bits for raw bits)
 * does
 *
 * <pre>{@code
 * share = range >> p;   low += share * start;   range = share * frequency;
 * carry: if low >= 2^48, add 1 to the bytes written so far; low -= 2^48
 * while range < 2^40: write byte low >> 40; low = (low << 8) mod 2^48; range <<= 8
 * }</pre>
 *
 * At the end: of {@code z = 48, 40}, the first for which the least multiple of {@code 2^z} at or
 * above low is below {@code low + range}; that number is low; write its carry and its byte {@code
 * low >> 40}; drop all trailing zero bytes of the stream.
 *
 * <p>A reader holds {@code code}, the 48 bits of the number from the same place, less low; bytes
 * beyond the end are zero. {@code code / (range >> p)} is where in {@code 2^p} the next symbol
 * lies; a value of {@code 2^p} or more is impossible.
 *
 * <p>Example: two symbols from a table that gives 49152 to a, 16384 to b. "ba": share = 2^32, low =
 * 0xC00000000000, range = 2^46; then share = 2^30, low the same, range = 3 * 2^44. The least
 * multiple of 2^48 at or above low is 2^48, which is not below low + range = 0xF00000000000; that
 * of 2^40 is low: the stream is the one byte C0. "aa" is the number 0: no bytes.
 */
package org.coinage.entropy;
