package org.coinage.experiments.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.Test;

class JpegBaselineTest extends BaselineCodecContract {

  @Override
  BaselineCodec create() {
    return new JpegBaseline();
  }

  @Test
  void theScanAloneSufficesWithTheHeadersOfAnotherImage() {
    // This is what makes the rate without container an honest one.
    List<Samples> images = SmoothImages.test(3);
    JpegBaseline codec = new JpegBaseline();
    CodedSet coded = codec.encode(images, 0.5);
    byte[] other = coded.files().get(0);
    byte[] file = coded.files().get(1);
    int scan = JpegBaseline.scanLength(file);
    int header = other.length - JpegBaseline.scanLength(other) - 2;
    byte[] rebuilt = Arrays.copyOf(other, header + scan + 2);
    System.arraycopy(file, file.length - scan - 2, rebuilt, header, scan + 2);
    assertThat(rebuilt).isEqualTo(file);
    assertThat(codec.decode(new CodedSet(List.of(rebuilt), 0)).get(0).values())
        .isEqualTo(codec.decode(coded).get(1).values());
  }

  @Test
  void headersAndTablesAreWhatTheStandardMakesThem() {
    // SOI 2, APP0 18, DQT 134, SOF0 19, DHT 420, SOS 14, EOI 2 for colour with example tables;
    // ITU-T T.81
    CodedSet coded = new JpegBaseline().encode(SmoothImages.test(3).subList(0, 1), 0.5);
    assertThat(coded.containerBytes()).isBetween(600L, 640L);
  }
}
