package org.coinage.codec;

import java.util.List;
import java.util.Optional;
import org.coinage.signal.Samples;

/**
 * What could be read of a purse.
 *
 * @param coins the samples in order; absent where a block is damaged
 * @param damage what is wrong, one per damaged block
 */
public record DecodedPurse(List<Optional<Samples>> coins, List<CodecException> damage) {

  /** Freezes both lists. */
  public DecodedPurse {
    coins = List.copyOf(coins);
    damage = List.copyOf(damage);
  }

  /** Whether every coin was read. */
  public boolean isComplete() {
    return damage.isEmpty();
  }
}
