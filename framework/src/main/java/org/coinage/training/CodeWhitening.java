package org.coinage.training;

import java.util.Arrays;
import java.util.List;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldPart;
import org.coinage.field.Parameters;
import org.coinage.fitting.CodeMetric;
import org.coinage.fitting.TensorSensitivity;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.ModulationSpace;
import org.coinage.quantization.Runs;
import org.coinage.quantization.Whitening;
import org.coinage.signal.Signal;

/**
 * Fits the map in which codes are rounded to training codes: by their Gauss-Newton metric; of
 * sparse codes, whose zeros a rotation would fill, by its diagonal; of codes that are all weights
 * of a network and have none, tensor by tensor, scaled so that a unit step costs as much in each.
 * Who shares a step follows from it.
 */
final class CodeWhitening {

  /** Signals whose sensitivity is looked at; their mean is over all entries of a tensor too. */
  private static final int PROBED = 64;

  private static final double FLOOR = 1e-3;

  /** Share of exact zeros from which on an entry is sparse: its zeros stay zeros when rounded. */
  private static final double SPARSE = 0.1;

  private final FieldEngine engine;
  private final ModulationSpace space;
  private final OrderedMap threads;

  CodeWhitening(FieldEngine engine, ModulationSpace space, OrderedMap threads) {
    this.engine = engine;
    this.space = space;
    this.threads = threads;
  }

  /** Entries of a code that share a step: of a weight tensor all, of other codes each its own. */
  static Runs runs(ModulationSpace space) {
    return weights(space) ? Runs.of(space.codeTensors()) : Runs.each(space.codeDim());
  }

  /**
   * The map.
   *
   * @param codes of the signals, at least 2
   */
  Whitening fit(Parameters theta, List<Signal> signals, List<double[]> codes) {
    double[][] table = codes.toArray(double[][]::new);
    double[] zeros = zeros(table);
    boolean sparse = Arrays.stream(zeros).average().orElse(0) >= SPARSE;
    if (!weights(space) && !sparse) {
      return Whitening.fit(
          table, new CodeMetric(engine, space).mean(theta, signals, codes, threads));
    }
    double[] scale =
        weights(space) ? perTensor(theta, signals, codes) : perEntry(theta, signals, codes);
    double[] centre = Whitening.mean(table);
    for (int i = 0; i < centre.length; i++) {
      centre[i] = zeros[i] >= SPARSE ? 0 : centre[i];
    }
    return Whitening.diagonal(scale, centre);
  }

  /** Roots of the sensitivity of each weight tensor, for all its entries. */
  private double[] perTensor(Parameters theta, List<Signal> signals, List<double[]> codes) {
    int probed = Math.min(PROBED, signals.size());
    double[] sensitivity =
        new TensorSensitivity(engine, space)
            .mean(
                theta,
                signals.subList(0, probed),
                codes.subList(0, probed),
                threads,
                SeedTree.root(0).child("sensitivity"));
    return runs(space).expand(Arrays.stream(sensitivity).map(Math::sqrt).toArray());
  }

  /** Roots of the mean metric's diagonal, none below a thousandth of their mean square. */
  private double[] perEntry(Parameters theta, List<Signal> signals, List<double[]> codes) {
    double[][] metric = new CodeMetric(engine, space).mean(theta, signals, codes, threads);
    double mean = 0;
    for (int i = 0; i < metric.length; i++) {
      mean += metric[i][i] / metric.length;
    }
    double[] scale = new double[metric.length];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = Math.sqrt(Math.max(metric[i][i], FLOOR * mean));
    }
    return scale;
  }

  /** Share of the codes whose entry is exactly zero, per entry. */
  private static double[] zeros(double[]... codes) {
    double[] zeros = new double[codes[0].length];
    for (double[] code : codes) {
      for (int i = 0; i < zeros.length; i++) {
        zeros[i] += code[i] == 0 ? 1.0 / codes.length : 0;
      }
    }
    return zeros;
  }

  private static boolean weights(ModulationSpace space) {
    return space.modulated().contains(FieldPart.WEIGHTS);
  }
}
