/**
 * How fast whole steps are: the outer step, encoding and decoding, on random weights and signals,
 * beside the multiply-add peak of the machine measured in the same run.
 *
 * <p>Read {@link org.coinage.experiments.benchmark.Benchmark} first. Useful work is counted in
 * evaluations of the field, whatever an engine really computes: one evaluation a decoded signal,
 * two an inner step, {@code 6 K + 3} a signal of an outer step of second order (design, section 4).
 */
package org.coinage.experiments.benchmark;
