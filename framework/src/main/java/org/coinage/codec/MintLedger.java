package org.coinage.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * Where the bytes of a mint's file go; the parts sum to the file.
 *
 * @param values of parameters held as they are, and of those of sparse tensors that are not zero
 * @param masks of sparse tensors, entropy-coded
 * @param quantizers whitening, steps, centres and priors of the codebooks, likewise
 * @param tables of their code models
 * @param settings names, shapes and all that is text
 * @param parameters number of them
 * @param nonzero number of those that are not zero
 */
record MintLedger(
    long values,
    long masks,
    long quantizers,
    long tables,
    long settings,
    int parameters,
    int nonzero) {

  /** The ledger of a mint as its file would be written. */
  static MintLedger of(Mint mint) {
    Safetensors held = MintFile.held(mint);
    long values = 0;
    long masks = 0;
    long quantizers = 0;
    long tables = 0;
    for (Tensor tensor : held.tensors().values()) {
      long bytes = tensor.data().length;
      switch (tensor.type()) {
        case F32 -> values += bytes;
        case U8 -> masks += bytes;
        case F64 -> quantizers += bytes;
        default -> tables += bytes;
      }
    }
    long rest = held.toBytes().length - values - masks - quantizers - tables;
    double[] theta = mint.parameters().flatten();
    int nonzero = (int) Arrays.stream(theta).filter(value -> value != 0).count();
    return new MintLedger(values, masks, quantizers, tables, rest, theta.length, nonzero);
  }

  ObjectNode toJson() {
    return JsonTree.object()
        .put("value_bytes", values)
        .put("mask_bytes", masks)
        .put("quantizer_bytes", quantizers)
        .put("table_bytes", tables)
        .put("setting_bytes", settings)
        .put("parameters", parameters)
        .put("not_zero", nonzero);
  }
}
