/**
 * From a signal's code to the effective parameters of its field. Read {@link
 * org.coinage.modulation.ModulationSpace} first.
 */
package org.coinage.modulation;
