package org.coinage.experiments.run;

import java.io.IOException;
import java.nio.file.Path;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.codec.StrikeSettings;
import org.coinage.experiments.report.ReportData.Origin;

/**
 * A mint and an encoder that are judged together; the tables of the mint are those of the encoder's
 * own integers.
 *
 * @param key short name for files
 * @param name what tables and plots call it
 * @param origin ours, or a baseline
 * @param mint with a codebook per rate point
 * @param encoder how signals are encoded
 */
record Contestant(String key, String name, Origin origin, Mint mint, StrikeSettings encoder) {

  /** The same under another name. */
  Contestant as(String newKey, String newName) {
    return new Contestant(newKey, newName, origin, mint, encoder);
  }

  /** Writes the mint into a folder. */
  void write(Path folder) throws IOException {
    String name = key.equals(MintMaker.FINAL) ? "final" : key;
    MintFile.write(mint, folder.resolve(name + ".mint"), true);
  }
}
