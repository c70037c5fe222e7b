package org.coinage.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.coinage.entropy.CodeModel;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.quantization.Runs;
import org.coinage.quantization.SymmetricQuantizer;
import org.coinage.quantization.UniformQuantizer;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.quantization.Whitening;

/**
 * The quantizers a mint can store. Their numbers are kept in binary64, exactly, so that a decoder
 * recovers the very codes the encoder reckoned with.
 */
enum QuantizerKind {
  /** {@link UniformQuantizer}: five numbers. */
  UNIFORM {
    @Override
    boolean stores(CodeQuantizer quantizer) {
      return quantizer instanceof UniformQuantizer;
    }

    @Override
    void write(CodeQuantizer quantizer, String prefix, ObjectNode json, TensorPool pool) {
      UniformQuantizer uniform = (UniformQuantizer) quantizer;
      json.put("dimension", uniform.dimension())
          .put("mean", uniform.mean())
          .put("deviation", uniform.deviation())
          .put("range", uniform.range())
          .put("bits", uniform.bits());
    }

    @Override
    CodeQuantizer read(MintSettings json, SortedMap<String, Tensor> tensors) throws CodecException {
      return new UniformQuantizer(
          json.integer("dimension"),
          json.number("mean"),
          json.number("deviation"),
          json.number("range"),
          json.integer("bits"));
    }
  },

  /** {@link WhitenedQuantizer}: two matrices and three vectors, as tensors. */
  WHITENED {
    @Override
    boolean stores(CodeQuantizer quantizer) {
      return quantizer instanceof WhitenedQuantizer whitened
          && whitened.whitening().scale().isEmpty();
    }

    @Override
    void write(CodeQuantizer quantizer, String prefix, ObjectNode json, TensorPool pool) {
      WhitenedQuantizer whitened = (WhitenedQuantizer) quantizer;
      Whitening whitening = whitened.whitening();
      put(json, pool, prefix, "forward", flat(whitening.forwardMatrix()), 2);
      put(json, pool, prefix, "inverse", flat(whitening.inverseMatrix()), 2);
      put(json, pool, prefix, "mean", whitening.mean(), 1);
      put(json, pool, prefix, "centre", whitened.centre(), 1);
      put(json, pool, prefix, "step", whitened.step(), 1);
    }

    private void put(
        ObjectNode json, TensorPool pool, String prefix, String key, double[] values, int rank) {
      int dimension = rank == 1 ? values.length : (int) Math.round(Math.sqrt(values.length));
      List<Integer> shape = rank == 1 ? List.of(dimension) : List.of(dimension, dimension);
      json.put(key, pool.share(Tensor.ofDoubles(prefix + key, shape, values)));
    }

    @Override
    CodeQuantizer read(MintSettings json, SortedMap<String, Tensor> tensors) throws CodecException {
      double[] mean = vector(json, tensors, "mean");
      Whitening whitening =
          Whitening.of(matrix(json, tensors, "forward"), matrix(json, tensors, "inverse"), mean);
      return new WhitenedQuantizer(
          whitening, vector(json, tensors, "centre"), vector(json, tensors, "step"));
    }

    private double[][] matrix(MintSettings json, SortedMap<String, Tensor> tensors, String key)
        throws CodecException {
      Tensor tensor = tensor(json, tensors, key, TensorType.F64, 2);
      double[] flat = tensor.toDoubles();
      int columns = tensor.shape().get(1);
      double[][] rows = new double[tensor.shape().get(0)][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOfRange(flat, i * columns, (i + 1) * columns);
      }
      return rows;
    }
  },

  /**
   * {@link WhitenedQuantizer} that mixes no entries: the mean of each, and scale, centre and step
   * of each run of entries that share them, as tensors.
   */
  DIAGONAL {
    @Override
    boolean stores(CodeQuantizer quantizer) {
      return quantizer instanceof WhitenedQuantizer whitened
          && whitened.whitening().scale().isPresent();
    }

    @Override
    void write(CodeQuantizer quantizer, String prefix, ObjectNode json, TensorPool pool) {
      WhitenedQuantizer whitened = (WhitenedQuantizer) quantizer;
      double[] scale = whitened.whitening().scale().orElseThrow();
      Runs runs = Runs.ofEqual(scale, whitened.centre(), whitened.step());
      put(json, pool, prefix, runs);
      put(json, pool, prefix, "mean", whitened.whitening().mean());
      put(json, pool, prefix, "scale", runs.collapse(scale));
      put(json, pool, prefix, "centre", runs.collapse(whitened.centre()));
      put(json, pool, prefix, "step", runs.collapse(whitened.step()));
    }

    @Override
    CodeQuantizer read(MintSettings json, SortedMap<String, Tensor> tensors) throws CodecException {
      double[] mean = vector(json, tensors, "mean");
      Runs runs = runs(json, tensors);
      if (runs.dimension() != mean.length) { // before anything of that length is made
        throw json.corrupt("runs", "cover " + runs.dimension() + " entries of " + mean.length);
      }
      return new WhitenedQuantizer(
          Whitening.diagonal(runs.expand(vector(json, tensors, "scale")), mean),
          runs.expand(vector(json, tensors, "centre")),
          runs.expand(vector(json, tensors, "step")));
    }
  },

  /** {@link SymmetricQuantizer}: a step per tensor, and bits. */
  SYMMETRIC {
    @Override
    boolean stores(CodeQuantizer quantizer) {
      return quantizer instanceof SymmetricQuantizer;
    }

    @Override
    void write(CodeQuantizer quantizer, String prefix, ObjectNode json, TensorPool pool) {
      SymmetricQuantizer symmetric = (SymmetricQuantizer) quantizer;
      json.put("bits", symmetric.bits());
      put(json, pool, prefix, symmetric.runs());
      put(json, pool, prefix, "step", symmetric.steps());
    }

    @Override
    CodeQuantizer read(MintSettings json, SortedMap<String, Tensor> tensors) throws CodecException {
      Runs runs = runs(json, tensors);
      if (runs.dimension() > CodeModel.MAX_DIMENSION) {
        throw json.corrupt("runs", "cover " + runs.dimension() + " entries; no code is so long");
      }
      return new SymmetricQuantizer(runs, vector(json, tensors, "step"), json.integer("bits"));
    }
  };

  abstract boolean stores(CodeQuantizer quantizer);

  /** Whether readers of mints of version 1 do not know it. */
  boolean isExtended() {
    return this == DIAGONAL || this == SYMMETRIC;
  }

  abstract void write(CodeQuantizer quantizer, String prefix, ObjectNode json, TensorPool pool);

  abstract CodeQuantizer read(MintSettings json, SortedMap<String, Tensor> tensors)
      throws CodecException;

  private static void put(
      ObjectNode json, TensorPool pool, String prefix, String key, double[] values) {
    Tensor tensor = Tensor.ofDoubles(prefix + key, List.of(values.length), values);
    json.put(key, pool.share(tensor));
  }

  private static void put(ObjectNode json, TensorPool pool, String prefix, Runs runs) {
    Tensor tensor = Tensor.ofInts(prefix + "runs", List.of(runs.count()), runs.toArray());
    json.put("runs", pool.share(tensor));
  }

  private static double[] vector(MintSettings json, SortedMap<String, Tensor> tensors, String key)
      throws CodecException {
    return tensor(json, tensors, key, TensorType.F64, 1).toDoubles();
  }

  private static Runs runs(MintSettings json, SortedMap<String, Tensor> tensors)
      throws CodecException {
    return Runs.of(tensor(json, tensors, "runs", TensorType.I32, 1).toInts());
  }

  /** The kind that stores a quantizer. */
  static QuantizerKind of(CodeQuantizer quantizer) {
    return Arrays.stream(values())
        .filter(kind -> kind.stores(quantizer))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a mint cannot store a "
                        + quantizer.getClass().getSimpleName()
                        + "; it stores "
                        + Arrays.toString(values())));
  }

  /** The tensor that {@code json} names under a key. */
  static Tensor tensor(
      MintSettings json, SortedMap<String, Tensor> tensors, String key, TensorType type, int rank)
      throws CodecException {
    Tensor tensor = tensors.get(json.text(key));
    if (tensor == null || tensor.type() != type || tensor.shape().size() != rank) {
      throw json.corrupt(
          key,
          "names tensor '"
              + json.text(key)
              + "', which is "
              + (tensor == null ? "missing" : tensor.type() + " " + tensor.shape())
              + ", expected "
              + type
              + " with "
              + rank
              + " axes");
    }
    return tensor;
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }
}
