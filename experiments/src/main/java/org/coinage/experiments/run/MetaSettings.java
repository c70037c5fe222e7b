package org.coinage.experiments.run;

import java.util.Optional;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.meta.MetaOrder;

/**
 * How the outer loop sees the inner one.
 *
 * @param innerLoop steps and their sizes
 * @param order of the meta-gradient
 * @param points random points of each signal per step; all where absent
 */
public record MetaSettings(InnerLoopSettings innerLoop, MetaOrder order, Optional<Integer> points) {

  /** Validates the number of points. */
  public MetaSettings {
    if (points.isPresent() && points.get() < 1) {
      throw new IllegalArgumentException("points = " + points.get() + " must be at least 1");
    }
  }
}
