/**
 * Checks on the whole product that belong to no single package: comments on the public API, rules
 * between modules. {@link org.coinage.experiments.quality.UndocumentedApi} finds what has no
 * comment.
 */
package org.coinage.experiments.quality;
