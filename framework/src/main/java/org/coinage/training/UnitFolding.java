package org.coinage.training;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.coinage.field.FieldTensors;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.modulation.ModulationSpace;
import org.coinage.sparsity.DeadUnits;
import org.coinage.sparsity.Masks;

/**
 * Folds units without inputs that no code moves into the next biases, in a state whose network is
 * pruned. The field stays what it was, up to rounding; fewer weights are kept than were asked for.
 */
final class UnitFolding {

  private final ModulationSpace space;

  /** Folding for fields of a space. */
  UnitFolding(ModulationSpace space) {
    this.space = space;
  }

  /** The state with dead units folded and their outgoing weights pruned as well. */
  TrainingState fold(TrainingState state) {
    Parameters theta = state.theta().copy();
    SirenArchitecture architecture = space.architecture();
    SirenParameters siren = new SirenParameters(architecture);
    double[] frequencies = new double[architecture.sineLayers()];
    for (int l = 0; l < frequencies.length; l++) {
      frequencies[l] = architecture.frequency(l);
    }
    int folded =
        DeadUnits.fold(siren.weights(theta), siren.biases(theta), frequencies, constants(theta));
    if (folded == 0) {
      return state;
    }
    KeptMasks kept = KeptMasks.in(state.constants());
    Map<String, double[]> masks = new TreeMap<>();
    kept.masks()
        .byTensor()
        .forEach((tensor, mask) -> masks.put(tensor, pruned(mask, theta.tensor(tensor))));
    Masks now = Masks.of(masks);
    return LearningProblem.withOuter(
        state.withConstants(
            KeptMasks.withMemory(state.constants(), now.into(KeptMasks.memory(state.constants())))),
        new KeptMasks(now).applyTo(LearningProblem.outer(state.withTheta(theta))));
  }

  private static double[] pruned(double[] mask, double[] values) {
    double[] pruned = mask.clone();
    for (int i = 0; i < pruned.length; i++) {
      pruned[i] = values[i] == 0 ? 0 : mask[i];
    }
    return pruned;
  }

  /** Arguments of the units that have the same for all codes; none where the map is not linear. */
  private DeadUnits.Modulation constants(Parameters theta) {
    if (!space.affine()) {
      return (layer, unit, bias) -> OptionalDouble.empty();
    }
    double[] zero = new double[space.codeDim()];
    FieldTensors field = space.apply(theta, zero);
    double[][] jacobian = space.jacobian(theta, zero);
    int width = space.architecture().width();
    int half = space.architecture().sineLayers() * width;
    return (layer, unit, bias) -> {
      for (double[] row : jacobian) {
        for (int i = layer * width + unit; i < row.length; i += half) {
          if (row[i] != 0) {
            return OptionalDouble.empty();
          }
        }
      }
      double scale = field.hasScales() ? field.scales()[layer][unit] : 1;
      double shift = field.hasShifts() ? field.shifts()[layer][unit] : 0;
      return OptionalDouble.of(scale * bias + shift);
    };
  }
}
