/**
 * The panel kernels with the JDK's Vector API. Loaded only where the module {@code
 * jdk.incubator.vector} is present; nothing names these classes but the service loader.
 *
 * <p>Read {@link org.coinage.kernel.vector.VectorKernels} first.
 */
package org.coinage.kernel.vector;
