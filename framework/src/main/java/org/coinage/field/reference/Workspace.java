package org.coinage.field.reference;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native arrays of one thread, kept between calls by slot: an allocation through ND4J costs as much
 * as a small matrix product. Not thread-safe.
 */
final class Workspace {

  private record Slot(String name, int index) {}

  private static final class Cached {
    private Object source;
    private INDArray array;
  }

  private final DataType type;
  private final Map<Slot, INDArray> scratch = new HashMap<>();
  private final Map<Slot, Cached> constants = new HashMap<>();
  private final SineActivation sines = new SineActivation();
  private final Passes passes = new Passes(this);

  Workspace(DataType type) {
    this.type = type;
  }

  /** The slot's array with the given shape; its content is whatever was left there. */
  INDArray scratch(String name, int index, int rows, int columns) {
    Slot slot = new Slot(name, index);
    INDArray array = scratch.get(slot);
    if (array == null || array.rows() != rows || array.columns() != columns) {
      release(array);
      array = Nd4j.createUninitialized(type, new long[] {rows, columns}, 'c');
      scratch.put(slot, array);
    }
    return array;
  }

  /** A row {@code [1, n]} with the given values. */
  INDArray row(String name, int index, double[] values) {
    INDArray row = scratch(name, index, 1, values.length);
    write(values, row);
    return row;
  }

  /** Values that do not change while their array stays the same object, {@code [rows, columns]}. */
  INDArray constant(String name, int index, double[] values, int rows, int columns) {
    Cached cached = cached(name, index, rows, columns);
    if (cached.source != values) {
      write(values, cached.array);
      cached.source = values;
    }
    return cached.array;
  }

  /** As {@link #constant(String, int, double[], int, int)} for coordinates. */
  INDArray constant(String name, int index, float[] values, int rows, int columns) {
    Cached cached = cached(name, index, rows, columns);
    if (cached.source != values) {
      double[] wide = new double[values.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = values[i];
      }
      write(wide, cached.array);
      cached.source = values;
    }
    return cached.array;
  }

  /**
   * Sums over points, as a product with a vector of ones, straight by the BLAS under ND4J: an eager
   * reduction takes twenty times as long.
   */
  double[] columnSums(INDArray array) {
    int rows = array.rows();
    int columns = array.columns();
    INDArray ones = ones(rows);
    INDArray sum = scratch("sum", columns, 1, columns);
    Pointer matrix = array.data().pointer();
    Pointer vector = ones.data().pointer();
    Pointer result = sum.data().pointer();
    if (type == DataType.DOUBLE) {
      openblas.cblas_dgemv(
          openblas.CblasRowMajor,
          openblas.CblasTrans,
          rows,
          columns,
          1,
          new DoublePointer(matrix),
          columns,
          new DoublePointer(vector),
          1,
          0,
          new DoublePointer(result),
          1);
    } else {
      openblas.cblas_sgemv(
          openblas.CblasRowMajor,
          openblas.CblasTrans,
          rows,
          columns,
          1,
          new FloatPointer(matrix),
          columns,
          new FloatPointer(vector),
          1,
          0,
          new FloatPointer(result),
          1);
    }
    return read(sum);
  }

  private INDArray ones(int points) {
    Cached cached = cached("ones", points, 1, points);
    if (cached.source == null) {
      cached.array.assign(1);
      cached.source = cached.array;
    }
    return cached.array;
  }

  private Cached cached(String name, int index, int rows, int columns) {
    Cached cached = constants.computeIfAbsent(new Slot(name, index), slot -> new Cached());
    if (cached.array == null || cached.array.rows() != rows || cached.array.columns() != columns) {
      release(cached.array);
      cached.array = Nd4j.createUninitialized(type, new long[] {rows, columns}, 'c');
      cached.source = null;
    }
    return cached;
  }

  Passes passes() {
    return passes;
  }

  SineActivation sines() {
    return sines;
  }

  void write(double[] values, INDArray array) {
    Pointer pointer = array.data().pointer();
    if (type == DataType.DOUBLE) {
      new DoublePointer(pointer).put(values, 0, values.length);
    } else {
      float[] narrow = new float[values.length];
      for (int i = 0; i < narrow.length; i++) {
        narrow[i] = (float) values[i];
      }
      new FloatPointer(pointer).put(narrow, 0, narrow.length);
    }
  }

  double[] read(INDArray array) {
    int length = Math.toIntExact(array.length());
    double[] values = new double[length];
    Pointer pointer = array.data().pointer();
    if (type == DataType.DOUBLE) {
      new DoublePointer(pointer).get(values, 0, length);
    } else {
      float[] narrow = new float[length];
      new FloatPointer(pointer).get(narrow, 0, length);
      for (int i = 0; i < length; i++) {
        values[i] = narrow[i];
      }
    }
    return values;
  }

  void close() {
    scratch.values().forEach(Workspace::release);
    constants.values().forEach(cached -> release(cached.array));
    scratch.clear();
    constants.clear();
  }

  private static void release(INDArray array) {
    if (array != null && array.closeable()) {
      array.close();
    }
  }
}
