package org.coinage.training;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.coinage.field.FieldTensors;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.modulation.ModulationSpace;
import org.coinage.sparsity.DeadUnits;
import org.coinage.sparsity.Masks;

/**
 * Takes dead units out of a state whose network is pruned: those without inputs that no code moves
 * are folded into the next biases; of those that nothing goes out of, all that goes in is pruned,
 * in the layers that keep a mask and in those that had none, and their rows of the map with it. The
 * field stays what it was, up to rounding; fewer weights are kept than were asked for.
 */
final class UnitFolding {

  private final ModulationSpace space;

  /** Folding for fields of a space. */
  UnitFolding(ModulationSpace space) {
    this.space = space;
  }

  /** The state without dead units; the state itself where there are none. */
  TrainingState fold(TrainingState state) {
    Parameters theta = state.theta().copy();
    SirenArchitecture architecture = space.architecture();
    SirenParameters siren = new SirenParameters(architecture);
    double[] frequencies = new double[architecture.sineLayers()];
    for (int l = 0; l < frequencies.length; l++) {
      frequencies[l] = architecture.frequency(l);
    }
    double[][] weights = siren.weights(theta);
    double[][] biases = siren.biases(theta);
    DeadUnits.fold(weights, biases, frequencies, constants(theta));
    clearMap(theta, DeadUnits.clearUnused(weights, biases));
    if (Arrays.equals(theta.flatten(), state.theta().flatten())) {
      return state;
    }
    Masks now = masks(KeptMasks.in(state.constants()).masks(), state.theta(), theta);
    return LearningProblem.withOuter(
        state.withConstants(
            KeptMasks.withMemory(state.constants(), now.into(KeptMasks.memory(state.constants())))),
        new KeptMasks(now).applyTo(LearningProblem.outer(state.withTheta(theta))));
  }

  /** Rows of the map, and of its constant term, that move units nothing goes out of. */
  private void clearMap(Parameters theta, List<BitSet> unused) {
    if (!space.affine()) {
      return;
    }
    int width = space.architecture().width();
    int half = space.architecture().sineLayers() * width;
    for (ParameterLayout.Tensor tensor : space.layout().tensors()) {
      int rows = tensor.shape().get(0);
      if (!isOfField(tensor.name()) && rows % half == 0) {
        int columns = tensor.size() / rows;
        for (int row = 0; row < rows; row++) {
          if (unused.get(row % half / width).get(row % width)) {
            Arrays.fill(theta.tensor(tensor.name()), row * columns, (row + 1) * columns, 0);
          }
        }
      }
    }
  }

  private boolean isOfField(String tensor) {
    return new SirenParameters(space.architecture()).layout().contains(tensor);
  }

  /** The masks, closed where folding has made a zero of what was kept, biases apart. */
  private Masks masks(Masks masks, Parameters before, Parameters after) {
    Map<String, double[]> closed = new TreeMap<>(masks.byTensor());
    for (ParameterLayout.Tensor tensor : space.layout().tensors()) {
      double[] now = after.tensor(tensor.name());
      if (tensor.shape().size() == 2 && !Arrays.equals(now, before.tensor(tensor.name()))) {
        double[] ones = new double[now.length];
        Arrays.fill(ones, 1);
        double[] mask = closed.getOrDefault(tensor.name(), ones).clone();
        for (int i = 0; i < mask.length; i++) {
          mask[i] = now[i] == 0 ? 0 : mask[i];
        }
        closed.put(tensor.name(), mask);
      }
    }
    return Masks.of(closed);
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
