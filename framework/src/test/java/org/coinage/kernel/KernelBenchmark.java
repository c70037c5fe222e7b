package org.coinage.kernel;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The kernels alone, on panels that are in cache, beside the multiply-add peak. Flops a second are
 * in the counter {@code flops}; {@code CONTRIBUTING.md} has the command.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules",
      "jdk.incubator.vector",
      "-XX:ObjectAlignmentInBytes=64",
      "-XX:+UseSerialGC"
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {

  private static final int BEGIN = PanelKernels.ALIGNMENT;
  private static final int POINTS = 64;
  private static final int SPINS = 10_000;

  @Param({"64", "128", "256", "512"})
  private int width;

  private final PanelKernels kernels = PanelKernels.best();
  private final FeatureMajorKernels sparse = kernels.featureMajor();
  private int stride;
  private float[] memory;
  private float[] weights;
  private float[] row;
  private float[] sums;
  private SparseRows rows;
  private int panel;

  /** Operations of a benchmark's calls. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Work {

    /** Floating-point operations, a multiply-add counting two; elements where there are none. */
    public long flops;
  }

  /** Panels and weights of random numbers; one in ten entries of the sparse ones is not zero. */
  @Setup
  public void draw() {
    RandomGenerator random = SeedTree.root(1).generator();
    stride = PackedMatrix.stride(kernels, width);
    panel = Math.max(POINTS * stride, sparse.points() * width);
    memory = draw(random, BEGIN + 8 * panel);
    weights = draw(random, BEGIN + width * width);
    row = draw(random, stride);
    double[] values = new double[width * width];
    Arrays.setAll(values, i -> random.nextInt(10) == 0 ? random.nextDouble() + 0.1 : 0);
    rows = SparseRows.of(values, 1, width, width, false);
    sums = new float[BEGIN + Math.max(stride, rows.entries()) * sparse.lanes()];
  }

  private static float[] draw(RandomGenerator random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  private int panel(int n) {
    return BEGIN + n * panel;
  }

  /** What the machine can do at all. */
  @Benchmark
  public float peak(Work work) {
    work.flops += 2L * SPINS * kernels.spinMultiplyAdds();
    return kernels.spin(SPINS);
  }

  /** A dense layer forward or backward. */
  @Benchmark
  public float[] product(Work work) {
    kernels.product(
        POINTS, width, width, memory, BEGIN, stride, weights, BEGIN, row, 0, 0, memory, panel(1),
        stride);
    work.flops += 2L * POINTS * width * width;
    return memory;
  }

  /** A dense weight gradient. */
  @Benchmark
  public float[] outerProducts(Work work) {
    kernels.outerProducts(
        POINTS, width, width, memory, BEGIN, stride, memory, panel(1), stride, weights, BEGIN);
    work.flops += 2L * POINTS * width * width;
    return weights;
  }

  /** Sines with their slopes, in elements. */
  @Benchmark
  public float[] sinesAndSlopes(Work work) {
    kernels.sinesAndSlopes(POINTS * stride, memory, BEGIN, memory, panel(1), memory, panel(2));
    work.flops += (long) POINTS * stride;
    return memory;
  }

  /** Through the sine, the derivative of the way back, in elements. */
  @Benchmark
  public float[] backwardDot(Work work) {
    kernels.backwardDot(
        POINTS, stride, memory, BEGIN, panel(1), panel(2), panel(3), panel(4), panel(5), panel(6),
        sums, BEGIN);
    work.flops += (long) POINTS * stride;
    return memory;
  }

  /** A layer of which nine weights of ten are zero; operations with those that are not. */
  @Benchmark
  public float[] sparseProduct(Work work) {
    sparse.product(rows, memory, BEGIN, row, panel(1));
    work.flops += 2L * sparse.points() * rows.entries();
    return memory;
  }

  /** Its weight gradient. */
  @Benchmark
  public float[] sparseOuterProducts(Work work) {
    sparse.outerProducts(rows, memory, BEGIN, panel(1), sums, BEGIN);
    work.flops += 2L * sparse.points() * rows.entries();
    return sums;
  }
}
