package org.coinage.training;

import java.util.Comparator;

/**
 * A place in the course of a run. Rolling back returns to an earlier step but begins a new attempt,
 * so that positions only ever grow, and "what happened after this checkpoint" is well defined even
 * where a step was taken twice.
 *
 * @param attempt number of times the run has been rolled back
 * @param step global steps taken so far along the course that led here
 * @param stage index of the stage, -1 before the first
 */
public record Position(int attempt, long step, int stage) implements Comparable<Position> {

  private static final Comparator<Position> COURSE =
      Comparator.comparingInt(Position::attempt)
          .thenComparingLong(Position::step)
          .thenComparingInt(Position::stage);

  @Override
  public int compareTo(Position other) {
    return COURSE.compare(this, other);
  }
}
