package org.coinage.sparsity;

/**
 * How large a gated network is.
 *
 * @param weights entries of all gated tensors
 * @param expected expected number of those that are not zero
 * @param kept number that is not zero without noise
 * @param maskBits bits that say which gates are open, tensor by tensor
 */
public record GateCensus(long weights, double expected, long kept, double maskBits) {}
