package org.coinage.entropy;

import java.util.ArrayList;
import java.util.List;

/** Which parts of a context are worth having, judged on pictures held out of the fit. */
final class ContextChoice {

  /** Fewer pictures are too few to judge by. */
  static final int LEAST_PICTURES = 10;

  /** Every so many pictures one is held out. */
  private static final int HOLD_OUT = 5;

  /** Part of the bits that a further part of the context must save. */
  private static final double LEAST_GAIN = 0.005;

  /**
   * Part of the bits that adapting may cost: it is an insurance, for it gains on pictures larger
   * than training pictures or unlike them, and on scaled steps, none of which can be held out.
   */
  private static final double PREMIUM = 0.002;

  private static final int WORTH = 256;
  private static final int CLASSES = 8;
  private static final int TABLES = 32;

  private static final List<ContextFit> CANDIDATES =
      List.of(
          new ContextFit(CLASSES, false, TABLES),
          new ContextFit(1, true, TABLES),
          new ContextFit(CLASSES, true, TABLES));

  private ContextChoice() {}

  static CodeModel of(CodeModel base, List<PictureCodes> pictures) {
    List<PictureCodes> patched =
        pictures.stream().filter(picture -> picture.grid().count() > 1).toList();
    if (patched.size() < LEAST_PICTURES) {
      return base;
    }
    List<PictureCodes> fitted = new ArrayList<>();
    List<PictureCodes> held = new ArrayList<>();
    for (int i = 0; i < patched.size(); i++) {
      (i % HOLD_OUT == HOLD_OUT - 1 ? held : fitted).add(patched.get(i));
    }
    CodeModel best = base;
    double least = bits(base, held);
    ContextFit chosen = null;
    for (ContextFit candidate : CANDIDATES) {
      CodeModel model = candidate.fit(base, fitted);
      double bits = bits(model, held);
      if (bits < least * (1 - LEAST_GAIN)) {
        best = model;
        least = bits;
        chosen = candidate;
      }
    }
    if (chosen == null) {
      return base;
    }
    boolean adapts = bits(best.adapting(WORTH), held) <= least * (1 + PREMIUM);
    return chosen.fit(base, patched).adapting(adapts ? WORTH : 0);
  }

  private static double bits(CodeModel model, List<PictureCodes> pictures) {
    return pictures.stream()
        .mapToDouble(picture -> model.bits(picture.codes(), picture.grid()))
        .sum();
  }
}
