package org.coinage.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.PatchGrid;

/**
 * Where the bytes of codes go. A sparse code has no mask of its own: that an entry is zero is told
 * by its symbol, at what the tables say. Ideal lengths, which a stream exceeds by its end.
 *
 * @param zeros symbols that are zero
 * @param zeroBytes of them
 * @param others symbols that are not
 * @param otherBytes of them
 */
record CodeLedger(long zeros, double zeroBytes, long others, double otherBytes) {

  static final CodeLedger NONE = new CodeLedger(0, 0, 0, 0);

  /** The ledger of the codes of whole signals on a grid each. */
  static CodeLedger of(CodeModel model, List<int[]> codes, PatchGrid grid) {
    long all = codes.stream().mapToLong(code -> code.length).sum();
    long zeros = codes.stream().flatMapToInt(Arrays::stream).filter(s -> s == 0).count();
    return new CodeLedger(
        zeros,
        model.bits(codes, grid, symbol -> symbol == 0) / 8,
        all - zeros,
        model.bits(codes, grid, symbol -> symbol != 0) / 8);
  }

  CodeLedger plus(CodeLedger more) {
    return new CodeLedger(
        zeros + more.zeros,
        zeroBytes + more.zeroBytes,
        others + more.others,
        otherBytes + more.otherBytes);
  }

  ObjectNode toJson() {
    return JsonTree.object()
        .put("zeros", zeros)
        .put("zero_bytes", zeroBytes)
        .put("others", others)
        .put("other_bytes", otherBytes);
  }
}
