package org.coinage.entropy;

import java.util.ArrayList;
import java.util.List;

/** Which parts of a context are worth having, judged on signals held out of the fit. */
final class ContextChoice {

  /** Fewer signals are too few to judge by. */
  static final int LEAST_SIGNALS = 10;

  /** Every so many signals one is held out. */
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

  private static final List<ContextFit> PATCHED =
      List.of(
          new ContextFit(CLASSES, false, TABLES),
          new ContextFit(1, true, TABLES),
          new ContextFit(CLASSES, true, TABLES));

  /** Without neighbours there is only what was coded before of the same code. */
  private static final List<ContextFit> ALONE =
      List.of(new ContextFit(3, false, TABLES), new ContextFit(CLASSES, false, TABLES));

  private ContextChoice() {}

  static CodeModel of(CodeModel base, List<PictureCodes> signals) {
    List<PictureCodes> patched =
        signals.stream().filter(signal -> signal.grid().count() > 1).toList();
    return patched.isEmpty() ? of(base, signals, ALONE) : of(base, patched, PATCHED);
  }

  private static CodeModel of(
      CodeModel base, List<PictureCodes> signals, List<ContextFit> candidates) {
    if (signals.size() < LEAST_SIGNALS) {
      return base;
    }
    List<PictureCodes> fitted = new ArrayList<>();
    List<PictureCodes> held = new ArrayList<>();
    for (int i = 0; i < signals.size(); i++) {
      (i % HOLD_OUT == HOLD_OUT - 1 ? held : fitted).add(signals.get(i));
    }
    CodeModel best = base;
    double least = bits(base, held);
    ContextFit chosen = null;
    for (ContextFit candidate : candidates) {
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
    boolean adapts =
        candidates != ALONE && bits(best.adapting(WORTH), held) <= least * (1 + PREMIUM);
    return chosen.fit(base, signals).adapting(adapts ? WORTH : 0);
  }

  private static double bits(CodeModel model, List<PictureCodes> signals) {
    return signals.stream().mapToDouble(signal -> model.bits(signal.codes(), signal.grid())).sum();
  }
}
