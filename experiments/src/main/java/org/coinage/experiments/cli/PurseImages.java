package org.coinage.experiments.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.coinage.codec.StruckPurse;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;

/** The images that go into one purse: those that can be read, which must share one shape. */
final class PurseImages {

  private final InputImages images;

  PurseImages(InputImages images) {
    this.images = images;
  }

  /**
   * Strikes and writes the purse. Images that cannot be read are failures of the batch and left
   * out; where none can be read there is no purse.
   *
   * @throws IllegalArgumentException if two images differ in shape; then nothing is written
   */
  void strike(
      Function<List<Samples>, StruckPurse> striker, Output output, Batch batch, OrderedMap jobs)
      throws IOException {
    Samples[] read = new Samples[images.size()];
    batch.forEach(images.names(), jobs, (i, words) -> read[i] = images.get(i, words::notice));
    List<Samples> all = ofOneShape(read);
    if (all.isEmpty()) {
      return;
    }
    StruckPurse struck = striker.apply(all);
    output.write(output.path(), struck.purse().toBytes());
    int size = struck.purse().size();
    batch.say(
        "%s: %d images, %s, %.1f bytes an image, mean PSNR %.2f dB"
            .formatted(
                output.path(),
                all.size(),
                rate(size, (long) all.get(0).shape().points() * all.size()),
                (double) size / all.size(),
                Psnr.AS_FILE.over(all, struck.decoded()).meanOfPsnr()));
  }

  private List<Samples> ofOneShape(Samples... read) {
    List<Samples> all = new ArrayList<>();
    int first = -1;
    for (int i = 0; i < read.length; i++) {
      if (read[i] == null) {
        continue;
      }
      first = first < 0 ? i : first;
      if (!read[i].shape().equals(read[first].shape())
          || read[i].channels() != read[first].channels()) {
        throw new IllegalArgumentException(
            images.name(i)
                + " is "
                + describe(read[i])
                + ", "
                + images.name(first)
                + " is "
                + describe(read[first])
                + ": the images of a purse share one shape; give a folder with -o for coins");
      }
      all.add(read[i]);
    }
    return all;
  }

  private static String describe(Samples samples) {
    return samples.shape() + " with " + samples.channels() + " channels";
  }

  /** Bytes and rate in words. */
  static String rate(int bytes, long points) {
    return "%d bytes, %.4f bits per pixel".formatted(bytes, 8.0 * bytes / points);
  }
}
