package org.coinage.experiments.cli;

/** How a command ended, for scripts. The numbers are part of the command line's contract. */
public enum ExitCode {
  /** All that was asked for is done. */
  DONE(0),
  /** It could not be done: a file is missing, the disk is full, a check did not pass. */
  FAILED(1),
  /** It was asked for in a way that makes no sense: arguments, settings, configuration files. */
  USAGE(2),
  /** A file is cut short, damaged, of another kind, too new, or larger than the limits allow. */
  CORRUPT(3),
  /** A coin or purse was struck with another mint than the one given. */
  WRONG_MINT(4),
  /** Stopped by the user; 128 plus the number of SIGINT. */
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** What the process exits with. */
  public int number() {
    return number;
  }
}
