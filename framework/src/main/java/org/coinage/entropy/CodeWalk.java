package org.coinage.entropy;

import java.util.ArrayList;
import java.util.List;

/**
 * One walk through the codes of a stream, for writer, reader and meter alike: holds what was coded
 * of the signal so far, and the tables as they have adapted. Every {@link PatchGrid#count()} codes
 * a new signal begins, which knows nothing of the codes before; adapted tables go on. Not
 * thread-safe.
 */
final class CodeWalk {

  private final CodeModel model;
  private final ContextModel context;
  private final PatchGrid grid;
  private final SymbolPort port;
  private final AdaptiveTable[] adaptive;

  private final List<int[]> symbols = new ArrayList<>();
  private final List<int[]> residuals = new ArrayList<>();
  private final List<Integer> levels = new ArrayList<>();

  private final int[][] nearSymbols;
  private final int[][] nearResiduals;
  private final int[] nearLevels;

  /** {@code context}: null where codes are coded each for itself. */
  CodeWalk(CodeModel model, ContextModel context, PatchGrid grid, SymbolPort port) {
    this.model = model;
    this.context = context;
    this.grid = grid;
    this.port = port;
    this.adaptive =
        new AdaptiveTable[model.tables() + (context == null ? 0 : context.pool().size())];
    int slots = context == null ? 0 : context.slots();
    this.nearSymbols = new int[slots][];
    this.nearResiduals = new int[slots][];
    this.nearLevels = new int[slots];
  }

  /**
   * Passes one code.
   *
   * @param given the code; null where it is read
   * @return the code
   */
  int[] pass(int... given) {
    return context == null ? passAlone(given) : passInContext(given);
  }

  private int[] passAlone(int... given) {
    int[] code = new int[model.dimension()];
    for (int d = 0; d < code.length; d++) {
      code[d] = pass(model.tableIndex(d), given == null ? 0 : given[d]);
    }
    return code;
  }

  private int[] passInContext(int... given) {
    beginCode();
    int[] code = new int[model.dimension()];
    int[] residual = new int[code.length];
    long level = 0;
    for (int d = 0; d < code.length; d++) {
      int symbol = given == null ? 0 : given[d];
      ContextModel.Dimension dimension = context.dimensions()[d];
      if (dimension == null) {
        code[d] = pass(model.tableIndex(d), symbol);
        continue;
      }
      ResidualPrediction prediction = dimension.prediction();
      Activity activity = dimension.activity();
      long predicted = prediction.predict(nearSymbols);
      int whole = ResidualPrediction.whole(predicted);
      int busy = activity.of(d, nearResiduals, nearLevels, Activity.Levels.level(level));
      int cell = activity.classOf(busy) * prediction.sides() + prediction.side(predicted);
      // Modulo 2^32 on both sides, so that no integer is out of reach.
      residual[d] = pass(dimension.cells()[cell], symbol - whole);
      code[d] = residual[d] + whole;
      level += context.levels().share(d, residual[d]);
    }
    symbols.add(code);
    residuals.add(residual);
    levels.add(Activity.Levels.level(level));
    return code;
  }

  private void beginCode() {
    if (symbols.size() == grid.count()) {
      symbols.clear();
      residuals.clear();
      levels.clear();
    }
    int index = symbols.size();
    for (int slot = 0; slot < nearSymbols.length; slot++) {
      int back = grid.back(index, slot);
      nearSymbols[slot] = back == 0 ? null : symbols.get(index - back);
      nearResiduals[slot] = back == 0 ? null : residuals.get(index - back);
      nearLevels[slot] = back == 0 ? context.levels().mean() : levels.get(index - back);
    }
  }

  private int pass(int index, int symbol) {
    SymbolTable fixed = fixed(index);
    if (model.worth() == 0 || !(fixed instanceof FrequencyTable table)) {
      return port.pass(fixed, symbol);
    }
    if (adaptive[index] == null) {
      adaptive[index] = new AdaptiveTable(table, model.worth());
    }
    int passed = port.pass(adaptive[index].current(), symbol);
    adaptive[index].observe(passed);
    return passed;
  }

  private SymbolTable fixed(int index) {
    return index < model.tables()
        ? model.storedTable(index)
        : context.pool().get(index - model.tables());
  }
}
