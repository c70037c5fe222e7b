package org.coinage.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxLabelsTest {

  private static final byte[] THREE = {0, 0, 8, 1, 0, 0, 0, 3, 7, 0, (byte) 200};

  @TempDir private Path folder;

  private Path file(byte... bytes) throws IOException {
    return Files.write(folder.resolve("labels"), bytes);
  }

  @Test
  void labelsAreUnsignedBytesPackedOrNot() throws IOException {
    assertThat(IdxLabels.file(file(THREE))).containsExactly(7, 0, 200);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(THREE);
    }
    assertThat(IdxLabels.file(file(packed.toByteArray()))).containsExactly(7, 0, 200);
  }

  @Test
  void filesThatAreShortLongOrImagesAreRefused() throws IOException {
    Path cut = file(0, 0, 8, 1, 0, 0, 0, 3, 7, 0);
    assertThatThrownBy(() -> IdxLabels.file(cut))
        .isInstanceOf(DatasetException.Format.class)
        .hasMessageContaining("declares 3 labels, 2 follow");
    Path longer = file(0, 0, 8, 1, 0, 0, 0, 1, 7, 0);
    assertThatThrownBy(() -> IdxLabels.file(longer)).hasMessageContaining("declares 1 labels");
    Path images = file(0, 0, 8, 3, 0, 0, 0, 1, 7);
    assertThatThrownBy(() -> IdxLabels.file(images)).hasMessageContaining("0x00000803");
    Path header = file(0, 0, 8);
    assertThatThrownBy(() -> IdxLabels.file(header)).hasMessageContaining("of its header");
  }

  private Path file(int... bytes) throws IOException {
    byte[] narrowed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      narrowed[i] = (byte) bytes[i];
    }
    return file(narrowed);
  }
}
