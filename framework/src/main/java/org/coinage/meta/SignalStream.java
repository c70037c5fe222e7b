package org.coinage.meta;

import java.util.List;
import org.coinage.signal.Signal;

/**
 * The training signals of each outer step. A pure function of the step, so that a resumed run sees
 * the batches an uninterrupted one would.
 */
@FunctionalInterface
public interface SignalStream {

  /** Signals of an outer step, with encoded coordinates. */
  List<Signal> batch(long step);
}
