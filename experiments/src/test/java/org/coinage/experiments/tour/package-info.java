/** The code shown in the README, compiled and run. */
package org.coinage.experiments.tour;
