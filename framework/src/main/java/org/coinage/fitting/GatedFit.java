package org.coinage.fitting;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngine.LossGradient;
import org.coinage.field.Parameters;
import org.coinage.field.SirenParameters;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;
import org.coinage.sparsity.DualAscent;
import org.coinage.sparsity.HardConcreteGate;

/**
 * A sparse code of least error under a bound on its bits, a hard concrete gate at each entry
 * (L0onie: Ramirez and Gallego-Posada 2022, for whom the code is all weights of a signal's own
 * network): {@code z = v (.) g}, gates at their medians. Entries and gates descend on the error
 * plus the multiplier's price of the expected bits; the multiplier ascends by what the bits that
 * would be stored exceed the bound, and returns to zero as soon as they do not. Then room that is
 * left may go to the gates that closed last, which open as little as the least open one. Of all
 * codes on the way the one of least error within the bound is kept; the one of fewest bits if none
 * is.
 *
 * <p>Where the base network is all zeros, at which no weight has a gradient, a fit starts from a
 * drawn one. Deterministic; as thread-safe as its engine.
 */
public final class GatedFit {

  /** Bound on |log alpha| as published: a gate is open with a probability of at least 0.083. */
  private static final HardConcreteGate GATE = new HardConcreteGate(2.0 / 3, -0.1, 1.1, 4);

  /** Bound on the magnitude of an entry, as published. */
  private static final double LARGEST = 3;

  private final FieldEngine engine;
  private final ModulationSpace space;
  private final GatedFitSettings settings;

  /** A fit of codes of a space. */
  public GatedFit(FieldEngine engine, ModulationSpace space, GatedFitSettings settings) {
    this.engine = Objects.requireNonNull(engine, "engine").forgetful();
    this.space = Objects.requireNonNull(space, "space");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * The code of least error within the bound.
   *
   * @param theta outer parameters
   * @param start where to begin, not modified
   * @param signal with encoded coordinates
   */
  public double[] fit(Parameters theta, double[] start, Signal signal) {
    int d = start.length;
    double middle = GATE.clamped(StrictMath.log((1 - settings.dropRate()) / settings.dropRate()));
    double[] entries = started(theta, start);
    if (GATE.median(middle) > 0) {
      for (int i = 0; i < d; i++) {
        entries[i] /= GATE.median(middle); // the code starts as it was
      }
    }
    double[] gates = new double[d];
    Arrays.fill(gates, middle);
    Moments ofEntries = new Moments(d);
    Moments ofGates = new Moments(d);
    DualAscent ascent = DualAscent.restarting(settings.dualRate());
    double[] dual = DualAscent.start();
    double perBit = 1.0 / settings.bits();
    Kept best = new Kept(new double[d], Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    for (int step = 0; step <= settings.steps(); step++) {
      double[] code = gated(entries, gates);
      LossGradient at =
          engine.gradient(
              space.architecture(), space.apply(theta, code), signal, space.modulated());
      double[] slope = space.pullbackCode(theta, code, at.gradient());
      double bits = settings.bits(code);
      best = best.orBetter(code, at.loss(), Math.max(bits, settings.bits()));
      double price = DualAscent.multiplier(dual) * settings.bitsPerEntry() * perBit;
      double[] entrySlope = new double[d];
      double[] gateSlope = new double[d];
      for (int i = 0; i < d; i++) {
        entrySlope[i] = slope[i] * GATE.median(gates[i]);
        gateSlope[i] =
            slope[i] * entries[i] * GATE.medianSlope(gates[i]) + price * GATE.openSlope(gates[i]);
      }
      ofEntries.step(step + 1, entrySlope, settings.rate(), entries);
      ofGates.step(step + 1, gateSlope, settings.gateRate(), gates);
      for (int i = 0; i < d; i++) {
        entries[i] = Math.max(-LARGEST, Math.min(LARGEST, entries[i]));
        gates[i] = GATE.clamped(gates[i]);
      }
      dual = ascent.next(dual, (bits - settings.bits()) * perBit);
      if (settings.reopen() && bits <= settings.bits()) {
        reopen(gates);
      }
    }
    return best.code;
  }

  private static double[] gated(double[] entries, double[] gates) {
    double[] code = new double[entries.length];
    for (int i = 0; i < code.length; i++) {
      code[i] = entries[i] * GATE.median(gates[i]);
    }
    return code;
  }

  /** Opens the gates that are nearest to it, as many as the bound has room for. */
  private void reopen(double... gates) {
    double least =
        Arrays.stream(gates).filter(gate -> GATE.median(gate) > 0).min().orElse(Double.NaN);
    List<Integer> closed =
        IntStream.range(0, gates.length).filter(i -> GATE.median(gates[i]) == 0).boxed().toList();
    int room = settings.room((long) gates.length - closed.size(), gates.length);
    if (Double.isNaN(least)) {
      return;
    }
    closed.stream()
        .sorted(Comparator.comparingDouble(i -> -gates[i]))
        .limit(room)
        .forEach(i -> gates[i] = least);
  }

  /** The start, or a drawn network's weights where there are none to begin with. */
  private double[] started(Parameters theta, double[] start) {
    SirenParameters siren = new SirenParameters(space.architecture());
    boolean zeros =
        space.codeDim() == siren.layout().size()
            && Arrays.stream(siren.weights(theta))
                .flatMapToDouble(Arrays::stream)
                .allMatch(w -> w == 0)
            && Arrays.stream(start).allMatch(entry -> entry == 0);
    if (!zeros) {
      return start.clone();
    }
    Parameters drawn = Parameters.zeros(siren.layout());
    siren.initialize(drawn, BiasInit.SIREN, SeedTree.root(settings.seed()).generator());
    return drawn.flatten();
  }

  private record Moments(double[] first, double[] second) {

    Moments(int length) {
      this(new double[length], new double[length]);
    }

    void step(int updates, double[] gradient, double rate, double[] numbers) {
      AdamUpdate.STANDARD.step(updates, first, second, 0, gradient, 1, rate, numbers);
    }
  }

  private record Kept(double[] code, double loss, double bits) {

    Kept orBetter(double[] other, double itsLoss, double itsBits) {
      boolean better = itsBits < bits || (itsBits == bits && itsLoss < loss);
      return better ? new Kept(other, itsLoss, itsBits) : this;
    }
  }
}
