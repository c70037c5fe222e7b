package org.coinage.experiments.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.coinage.codec.Codebook;
import org.coinage.codec.Mint;
import org.coinage.codec.StrikeSettings;
import org.coinage.field.FieldEngine;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Samples;
import org.coinage.training.Minting;

/**
 * COIN++'s quantizer at several bit widths, the range of each that of highest PSNR on validation
 * signals.
 */
final class CoinPlusPlusBaseline {

  private final CodecSettings codec;
  private final MintEvaluation evaluation;

  CoinPlusPlusBaseline(CodecSettings codec, FieldEngine engine, OrderedMap threads) {
    this.codec = codec;
    this.evaluation = new MintEvaluation(engine, threads, codec.block(), 0);
  }

  /**
   * The mint.
   *
   * @param bare of the network, without codebooks
   * @param minting of the same, with plain steps
   */
  Mint mint(Mint bare, Minting minting, List<Samples> validation) {
    // Fitted once: the codes before rounding are the same for all candidates.
    List<double[]> codes =
        evaluation.codes(bare, validation, StrikeSettings.plain(codec.baselineSteps()).fit());
    List<Codebook> chosen = new ArrayList<>();
    for (int bits : codec.baselineBits()) {
      codec.baselineRanges().stream()
          .map(range -> minting.coinPlusPlus(bits + "-bit-range-" + range, bits, range))
          .max(
              Comparator.comparingDouble(
                  book -> evaluation.psnrAt(bare, validation, rounded(book, codes))))
          .ifPresent(chosen::add);
    }
    return minting.with(chosen);
  }

  private static List<double[]> rounded(Codebook book, List<double[]> codes) {
    return codes.stream()
        .map(code -> book.quantizer().dequantize(book.quantizer().quantize(code)))
        .toList();
  }
}
