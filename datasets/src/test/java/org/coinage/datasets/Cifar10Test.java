package org.coinage.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Cifar10Test extends SampleSetContract {

  private static final int RECORD = 3073;

  @TempDir Path folder;

  @BeforeEach
  void writeBatches() throws IOException {
    Files.write(folder.resolve("data_batch_2.bin"), records(2, 20));
    Files.write(folder.resolve("data_batch_1.bin"), records(2, 10));
    Files.write(folder.resolve("test_batch.bin"), records(3, 30));
  }

  @Override
  protected SampleSet open() {
    return Cifar10.training(folder);
  }

  @Test
  void batchesFollowInTheOrderOfTheirNames() {
    Cifar10 set = Cifar10.training(folder);
    assertThat(set.size()).isEqualTo(4);
    assertThat(set.id(1)).isEqualTo("data_batch_1.bin#1");
    assertThat(set.id(2)).isEqualTo("data_batch_2.bin#0");
    assertThat(Cifar10.test(folder).size()).isEqualTo(3);
  }

  @Test
  void planesOfRedGreenAndBlueBecomeChannelsOfAPoint() throws IOException {
    byte[] record = new byte[RECORD];
    record[0] = 7;
    record[1 + 33] = (byte) 255; // red of row 1, column 1
    record[1 + 1024 + 33] = 51;
    record[1 + 2048 + 33] = (byte) 204;
    Cifar10 set = Cifar10.file(Files.write(folder.resolve("one.bin"), record));
    Samples image = set.get(0);
    assertThat(image.shape()).isEqualTo(GridShape.of(32, 32));
    assertThat(Arrays.copyOfRange(image.values(), 3 * 33, 3 * 34)).containsExactly(1f, 0.2f, 0.8f);
    assertThat(set.label(0)).isEqualTo(7);
  }

  @Test
  void refusesFilesThatAreNotWholeRecords() throws IOException {
    Path cut = Files.write(folder.resolve("cut.bin"), new byte[2 * RECORD - 1]);
    assertThatThrownBy(() -> Cifar10.file(cut))
        .isInstanceOf(DatasetException.Format.class)
        .hasMessageContaining("cut.bin: has 6145 bytes")
        .hasMessageContaining("3073");
    Path empty = Files.write(folder.resolve("empty.bin"), new byte[0]);
    assertThatThrownBy(() -> Cifar10.file(empty)).isInstanceOf(DatasetException.Format.class);
  }

  @Test
  void refusesLabelsThatCifar10DoesNotHave() throws IOException {
    byte[] bytes = new byte[2 * RECORD];
    bytes[RECORD] = 10;
    Path file = Files.write(folder.resolve("foreign.bin"), bytes);
    assertThatThrownBy(() -> Cifar10.file(file))
        .isInstanceOf(DatasetException.Format.class)
        .hasMessageContaining("record 1 has the label 10");
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    assertThatThrownBy(() -> Cifar10.file(folder.resolve("none.bin")))
        .isInstanceOf(DatasetException.Missing.class)
        .hasMessageContaining("none.bin does not exist");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> Cifar10.training(empty))
        .isInstanceOf(DatasetException.Missing.class)
        .hasMessageContaining("data_batch_*.bin");
    assertThatThrownBy(() -> Cifar10.training(folder.resolve("nowhere")))
        .isInstanceOf(DatasetException.Missing.class);
  }

  @Test
  void readsTheSharedSubset() {
    Path file =
        Path.of(System.getProperty("coinage.shared", "../shared"))
            .resolve("data/cifar10/cifar10_test_500.bin");
    assumeTrue(Files.exists(file), "no reference data: " + file + " does not exist");
    Cifar10 set = Cifar10.file(file);
    assertThat(set.size()).isEqualTo(500);
    int[] perClass = new int[10];
    for (int i = 0; i < set.size(); i++) {
      perClass[set.label(i)]++;
    }
    assertThat(perClass).as("balanced, as its README says").containsOnly(50);
  }

  private static byte[] records(int count, int salt) {
    byte[] bytes = new byte[count * RECORD];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i % RECORD == 0 ? i / RECORD : i * 31 + salt + i / RECORD);
    }
    return bytes;
  }
}
