package org.coinage.experiments.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;

/**
 * The mints of a run.
 *
 * @param last the one to use: of the retrained network where there is one
 * @param control the control's network with whitened codes
 * @param coinPlusPlus COIN++'s quantizer, on the control's network or on the last one
 */
record Mints(Mint last, Optional<Mint> control, Optional<Mint> coinPlusPlus) {

  /** Writes them into a folder. */
  void write(Path folder) throws IOException {
    MintFile.write(last, folder.resolve("final.mint"), true);
    if (control.isPresent()) {
      MintFile.write(control.get(), folder.resolve("control.mint"), true);
    }
    if (coinPlusPlus.isPresent()) {
      MintFile.write(coinPlusPlus.get(), folder.resolve("coinpp.mint"), true);
    }
  }
}
