package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MintLedgerTest {

  private static void requireWhole(Mint mint) {
    MintLedger ledger = MintLedger.of(mint);
    assertThat(
            ledger.values()
                + ledger.masks()
                + ledger.quantizers()
                + ledger.tables()
                + ledger.settings())
        .isEqualTo(MintFile.toBytes(mint).length);
  }

  @Test
  void thePartsSumToTheFile() {
    requireWhole(TinyMints.mint());
    requireWhole(SparseTensorsTest.sparse());
  }

  @Test
  void aSparseMintPaysForWhatIsNotZeroAndForItsMasks() {
    MintLedger dense = MintLedger.of(SparseTensorsTest.DENSE);
    MintLedger sparse = MintLedger.of(SparseTensorsTest.sparse());
    assertThat(dense.masks()).isZero();
    assertThat(dense.values()).isEqualTo(4L * dense.parameters());
    assertThat(sparse.masks()).isPositive();
    assertThat(sparse.values()).isLessThan(dense.values());
    assertThat(sparse.nonzero()).isLessThan(sparse.parameters() / 4);
  }
}
