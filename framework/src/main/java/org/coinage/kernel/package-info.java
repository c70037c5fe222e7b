/**
 * The one evaluation of a field from which decoders make samples, and the ground of determinism:
 * seeds and parallel maps. Imports no other package of Coinage.
 *
 * <p>Read {@link org.coinage.kernel.PackedSiren} first. Every implementation, scalar or vector,
 * dense or sparse, gives the bits that these rules give. All operations are IEEE 754 with rounding
 * to nearest, ties to even; {@code fma} rounds once; {@code (float)} rounds binary64 to binary32.
 *
 * <ol>
 *   <li><b>Packing.</b> For sine layer l with frequency factor w, {@code f = w / pi} in binary64
 *       (pi the nearest binary64), and {@code W'[o][i] = (float) (f * W[o][i])}. For the output
 *       layer {@code W'[o][i] = (float) W[o][i]}. A packed number that is not finite is an error.
 *   <li><b>Arguments.</b> Sums in binary32 over the inputs in index order: {@code acc =
 *       fma(W'[o][i], h[i], acc)} for i = 0, 1, ... Without scales, acc starts at {@code (float) (f
 *       * (b[o] + s[o]))} (s = 0 without shifts) and ends as the argument u. With scales, acc
 *       starts at {@code (float) (f * b[o])}, ends as t, and {@code u = fma((float) scale[o], t,
 *       (float) (f * s[o]))}. Scales are present for all sine layers or for none.
 *   <li><b>Reduction.</b> {@code q = (u + 1.5 * 2^23) - 1.5 * 2^23}, {@code r = u - q} (exact). If
 *       not {@code |u| <= 2^22} (NaN included), the evaluation is an error.
 *   <li><b>Sine.</b> {@code x = r * r}, {@code p = S11}, then {@code p = fma(p, x, c)} for c = S9,
 *       S7, S5, S3, S1; {@code sin(pi u) = p * r}, negated where q is odd. The constants are those
 *       of {@link org.coinage.kernel.Sincos}.
 *   <li><b>Output.</b> {@code acc} starts at {@code (float) (b[o] + outputShift)}, then {@code acc
 *       = fma(W'[o][i], h[i], acc)} in index order. An output that is not finite is an error.
 *   <li><b>Zeros.</b> The result is {@code acc + 0}, so that it is never -0. Coordinates must be
 *       finite. Hence a weight that is zero may be skipped: it can only change the sign of a zero,
 *       which changes nothing but signs of zeros.
 * </ol>
 *
 * <p>Where a CPU has no fused multiply-add, {@code Math.fma} is computed in software: slow, but the
 * same bits. It is never approximated.
 */
package org.coinage.kernel;
