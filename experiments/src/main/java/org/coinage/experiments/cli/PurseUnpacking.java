package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coinage.codec.CodecException;
import org.coinage.codec.Decoder;
import org.coinage.codec.PurseFile;
import org.coinage.datasets.image.PngFile;
import org.coinage.signal.Samples;

/** Decodes all that can be read of a purse into a folder of numbered images. */
final class PurseUnpacking {

  private final Decoder decoder;
  private final SamplingOptions sampling;
  private final Output output;

  PurseUnpacking(Decoder decoder, SamplingOptions sampling, Output output) {
    this.decoder = decoder;
    this.sampling = sampling;
    this.output = output;
  }

  /** Makes the folder where it is missing; each damaged block is a failure, the others go on. */
  void unpack(PurseFile purse, Path folder, Batch.Words words) throws IOException {
    int digits = Math.max(4, Integer.toString(purse.coins() - 1).length());
    List<Path> targets = new ArrayList<>();
    for (int i = 0; i < purse.coins(); i++) {
      targets.add(folder.resolve(("%0" + digits + "d.png").formatted(i)));
    }
    if (Files.exists(folder)) {
      for (Path target : targets) {
        output.requireFree(target);
      }
    }
    int written = 0;
    for (int block = 0; block < purse.blocks(); block++) {
      int first = purse.firstOf(block);
      try {
        List<Samples> images = decode(purse, block);
        Files.createDirectories(folder);
        for (int i = 0; i < images.size(); i++) {
          output.write(targets.get(first + i), PngFile.encode(images.get(i)));
        }
        written += images.size();
      } catch (CodecException.Corrupt e) {
        int last = first + purse.coinsOf(block) - 1;
        words.failure(e, " (images " + first + " to " + last + " are lost)");
      }
    }
    words.result("%s: %d of %d images".formatted(folder, written, purse.coins()));
  }

  private List<Samples> decode(PurseFile purse, int block) throws CodecException {
    return sampling.isPlain(purse.imprint())
        ? decoder.decodeBlock(purse, block)
        : decoder.decodeBlock(
            purse, block, sampling.grid(purse.imprint().shape()), sampling.seams());
  }
}
