package org.coinage.sparsity;

import java.util.Objects;

/**
 * What one gate opens and closes.
 *
 * @param weights in tensors of role {@link NamedTensor.Role#WEIGHT}
 * @param modulation in the map from codes to modulations
 */
public record GateGranularity(Group weights, Group modulation) {

  /** The entries of a matrix that share a gate. */
  public enum Group {
    /** Every entry has its own. */
    ENTRY,
    /**
     * A column has one. In the weights of a layer that is a unit of the layer before, after its
     * sine: closing the row that goes into it would leave it the constant sin(w0 b). In the
     * modulation map it is a dimension of the code.
     */
    COLUMN
  }

  /** A gate per weight everywhere. */
  public static final GateGranularity ENTRIES = new GateGranularity(Group.ENTRY, Group.ENTRY);

  /** A gate per unit and per dimension of the code. */
  public static final GateGranularity COLUMNS = new GateGranularity(Group.COLUMN, Group.COLUMN);

  /** Requires both. */
  public GateGranularity {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(modulation, "modulation");
  }

  private Group group(NamedTensor tensor) {
    return tensor.role() == NamedTensor.Role.MODULATION ? modulation : weights;
  }

  /** Number of gates of a tensor. */
  int gates(NamedTensor tensor) {
    return group(tensor) == Group.ENTRY ? tensor.size() : tensor.fanIn();
  }

  /** Number of entries that a gate of the tensor opens. */
  int groupSize(NamedTensor tensor) {
    return tensor.size() / gates(tensor);
  }

  /** The gate of an entry. */
  int gate(NamedTensor tensor, int entry) {
    return group(tensor) == Group.ENTRY ? entry : entry % tensor.fanIn();
  }
}
