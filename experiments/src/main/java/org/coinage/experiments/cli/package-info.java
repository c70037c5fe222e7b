/**
 * The command line. Read {@link org.coinage.experiments.cli.Coinage} first: it lists the commands,
 * each a class here.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>results go to standard output, everything else to standard error;
 *   <li>a command throws what goes wrong, and {@link org.coinage.experiments.cli.Failure} alone
 *       decides what the user reads, one line, and the {@link
 *       org.coinage.experiments.cli.ExitCode};
 *   <li>a file that exists is overwritten only by {@code --force}, and then as a whole;
 *   <li>{@code decompress}, {@code inspect} and {@code verify} load no class of ND4J.
 * </ol>
 */
package org.coinage.experiments.cli;
