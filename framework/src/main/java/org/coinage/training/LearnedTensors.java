package org.coinage.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.meta.AdamOptimizer.Moments;
import org.coinage.meta.OuterStep;
import org.coinage.modulation.ModulationSpace;
import org.coinage.sparsity.NamedTensor;
import org.coinage.sparsity.NamedTensor.Role;
import org.coinage.sparsity.SparseState;

/** Outer parameters and Adam's moments as methods of sparsity see them, and back. */
final class LearnedTensors {

  private final List<NamedTensor> tensors;

  /**
   * The tensors of a layout.
   *
   * @throws IllegalArgumentException if codes make the weights themselves: zeros of the base
   *     network are none of the field then
   */
  LearnedTensors(ModulationSpace space, SparsifiedParts parts, ParameterLayout layout) {
    if (!space.keepsZeros()) {
      throw new IllegalArgumentException(
          "a code moves all weights in this modulation space, so that zeros of the base network"
              + " do not last; choose surviving-weights, or a space of scales and shifts");
    }
    SirenArchitecture architecture = space.architecture();
    SirenParameters siren = new SirenParameters(architecture);
    Map<String, NamedTensor> base = new TreeMap<>();
    for (int l = 0; l < architecture.layers(); l++) {
      int out = architecture.fanOut(l);
      base.put(
          siren.weightName(l),
          new NamedTensor(
              siren.weightName(l),
              out,
              architecture.fanIn(l),
              Role.WEIGHT,
              l,
              parts.layer(l, architecture.layers())));
      base.put(siren.biasName(l), new NamedTensor(siren.biasName(l), out, 1, Role.BIAS, l, false));
    }
    List<NamedTensor> all = new ArrayList<>();
    int maps = 0;
    for (ParameterLayout.Tensor tensor : layout.tensors()) {
      NamedTensor known = base.get(tensor.name());
      boolean map = space.layout().contains(tensor.name()) && tensor.shape().size() == 2;
      if (known != null) {
        all.add(known);
      } else if (map) {
        all.add(
            new NamedTensor(
                tensor.name(),
                tensor.shape().get(0),
                tensor.shape().get(1),
                Role.MODULATION,
                maps++,
                parts.modulation()));
      } else {
        Role role = space.layout().contains(tensor.name()) ? Role.BIAS : Role.OTHER;
        all.add(new NamedTensor(tensor.name(), tensor.size(), 1, role, 0, false));
      }
    }
    this.tensors = List.copyOf(all);
    if (tensors.stream().noneMatch(NamedTensor::sparsifiable)) {
      throw new IllegalArgumentException(
          "%s chooses no tensor of this network of %d layers; choose other parts"
              .formatted(parts, architecture.layers()));
    }
  }

  /** Parameters, moments and memory as one state of a method. */
  SparseState state(OuterStep.State outer, Map<String, double[]> memory) {
    Map<String, double[]> values = new TreeMap<>();
    Map<String, double[][]> slots = new TreeMap<>();
    int offset = 0;
    for (NamedTensor tensor : tensors) {
      int end = offset + tensor.size();
      values.put(tensor.name(), outer.theta().tensor(tensor.name()));
      slots.put(
          tensor.name(),
          new double[][] {
            Arrays.copyOfRange(outer.moments().first(), offset, end),
            Arrays.copyOfRange(outer.moments().second(), offset, end)
          });
      offset = end;
    }
    return new SparseState(tensors, values, slots, memory);
  }

  /**
   * Parameters and moments of a method's state. Moments that are all zero are those before the
   * first update, whose bias correction starts anew.
   */
  OuterStep.State outer(SparseState state, ParameterLayout layout, int updates) {
    double[] first = new double[layout.size()];
    double[] second = new double[layout.size()];
    int offset = 0;
    for (NamedTensor tensor : tensors) {
      double[][] slots = state.slots().get(tensor.name());
      System.arraycopy(slots[0], 0, first, offset, tensor.size());
      System.arraycopy(slots[1], 0, second, offset, tensor.size());
      offset += tensor.size();
    }
    boolean fresh = Arrays.stream(second).allMatch(entry -> entry == 0);
    return new OuterStep.State(
        parameters(state.values(), layout), new Moments(fresh ? 0 : updates, first, second));
  }

  /** Named arrays as parameters, copied. */
  static Parameters parameters(Map<String, double[]> values, ParameterLayout layout) {
    Parameters parameters = Parameters.zeros(layout);
    for (ParameterLayout.Tensor tensor : layout.tensors()) {
      System.arraycopy(
          values.get(tensor.name()), 0, parameters.tensor(tensor.name()), 0, tensor.size());
    }
    return parameters;
  }
}
