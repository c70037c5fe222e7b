/**
 * The rules between the framework's packages. {@link org.coinage.architecture.House} states them,
 * {@link org.coinage.architecture.ArchitectureTest} holds the framework to them.
 */
package org.coinage.architecture;
