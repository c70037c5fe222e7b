package org.coinage.sparsity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ranks the entries of all tensors together: layers compete for what is kept. */
public record GlobalSelector() implements MaskSelector {

  @Override
  public Masks select(List<NamedTensor> tensors, Map<String, double[]> scores, double sparsity) {
    double[] all =
        tensors.stream()
            .map(tensor -> scores.get(tensor.name()))
            .flatMapToDouble(Arrays::stream)
            .toArray();
    double[] mask = Ranking.highest(all, (int) Ranking.keep(all.length, sparsity));
    Map<String, double[]> masks = new TreeMap<>();
    int offset = 0;
    for (NamedTensor tensor : tensors) {
      masks.put(tensor.name(), Arrays.copyOfRange(mask, offset, offset + tensor.size()));
      offset += tensor.size();
    }
    return Masks.of(masks);
  }
}
