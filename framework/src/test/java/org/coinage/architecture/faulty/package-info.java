/**
 * A small house in which every rule of the real one is broken, so that the rules are seen to bite.
 */
package org.coinage.architecture.faulty;
