package org.coinage.sparsity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Erdos-Renyi densities, {@code (fanIn + fanOut) / (fanIn * fanOut)} times a factor that makes the
 * total come out (Mocanu et al. 2018; ERK of RigL, Evci et al., ICML 2020, which is the same for
 * matrices). A layer whose density would exceed 1 is dense and the factor is found again for the
 * rest, as often as it takes; without that the total would be missed.
 */
public record ErdosRenyiAllocation() implements LayerAllocation {

  /** Densities per tensor, whose weighted sum is exactly the number to keep. */
  double[] densities(List<NamedTensor> tensors, double sparsity) {
    double[] raw =
        tensors.stream()
            .mapToDouble(t -> (t.fanIn() + t.fanOut()) / ((double) t.fanIn() * t.fanOut()))
            .toArray();
    double[] density = new double[raw.length];
    double keep = Arrays.stream(new UniformAllocation().keep(tensors, sparsity)).sum();
    boolean[] dense = new boolean[raw.length];
    boolean changed = true;
    while (changed) {
      double left = keep;
      double weight = 0;
      double largest = 0;
      for (int i = 0; i < raw.length; i++) {
        left -= dense[i] ? tensors.get(i).size() : 0;
        weight += dense[i] ? 0 : raw[i] * tensors.get(i).size();
        largest = dense[i] ? largest : Math.max(largest, raw[i]);
      }
      double factor = weight == 0 ? 0 : left / weight;
      changed = false;
      for (int i = 0; i < raw.length; i++) {
        density[i] = dense[i] ? 1 : factor * raw[i];
        // Only the largest of those that overflow are made dense in one round, as in the reference.
        if (!dense[i] && raw[i] == largest && density[i] > 1) {
          dense[i] = true;
          changed = true;
        }
      }
    }
    return density;
  }

  @Override
  public int[] keep(List<NamedTensor> tensors, double sparsity) {
    double[] density = densities(tensors, sparsity);
    int[] keep = new int[density.length];
    double[] remainder = new double[density.length];
    int left = Arrays.stream(new UniformAllocation().keep(tensors, sparsity)).sum();
    for (int i = 0; i < keep.length; i++) {
      double exact = Math.min(tensors.get(i).size(), density[i] * tensors.get(i).size());
      keep[i] = (int) Math.floor(exact + 1e-9);
      remainder[i] = exact - keep[i];
      left -= keep[i];
    }
    List<Integer> byRemainder =
        IntStream.range(0, keep.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -remainder[i]))
            .toList();
    for (int i = 0; left > 0; i = (i + 1) % keep.length) {
      int tensor = byRemainder.get(i);
      if (keep[tensor] < tensors.get(tensor).size()) {
        keep[tensor]++;
        left--;
      }
    }
    return keep;
  }
}
