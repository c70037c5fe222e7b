package org.coinage.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tensors on their way into a file. Equal ones are stored once: the rate points of a mint mostly
 * share their whitening.
 */
final class TensorPool {

  private final Map<String, Tensor> tensors = new TreeMap<>();

  /** Stores a tensor under its own name. */
  void put(Tensor tensor) {
    tensors.put(tensor.name(), tensor);
  }

  /** Stores a tensor, or finds one of the same content; returns the name it has. */
  String share(Tensor tensor) {
    for (Tensor known : tensors.values()) {
      if (known.type() == tensor.type()
          && known.shape().equals(tensor.shape())
          && Arrays.equals(known.data(), tensor.data())) {
        return known.name();
      }
    }
    put(tensor);
    return tensor.name();
  }

  List<Tensor> tensors() {
    return new ArrayList<>(tensors.values());
  }
}
