package org.coinage.experiments.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.coinage.experiments.evaluation.MeasuredPoint;
import org.coinage.signal.GridShape;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every baseline keeps; a new one inherits these tests. */
abstract class BaselineCodecContract {

  private BaselineCodec codec;

  /** The codec under test, trained, where it learns, on {@link SmoothImages#training}. */
  abstract BaselineCodec create();

  /** Another one that shares nothing with the first but its settings. */
  BaselineCodec createAgain() {
    return create();
  }

  @BeforeEach
  void createAvailableCodec() {
    codec = create();
    assumeThat(codec.unavailable()).as("reason why the codec cannot run").isEmpty();
  }

  @Test
  void restoresEveryImageInItsOrderAndForm() {
    for (int channels : channels()) {
      List<Samples> images = SmoothImages.test(channels);
      List<Samples> decoded = codec.decode(codec.encode(images, best()));
      assertThat(decoded).hasSameSizeAs(images);
      for (int i = 0; i < images.size(); i++) {
        assertThat(decoded.get(i).shape()).isEqualTo(images.get(i).shape());
        assertThat(decoded.get(i).channels()).isEqualTo(channels);
        assertThat(Psnr.AS_FILE.of(images.get(i), decoded.get(i))).isGreaterThan(28);
      }
    }
  }

  private List<MeasuredPoint> measure(List<Samples> images) {
    return new BaselineEvaluation(Optional.empty(), point -> {}).measure(codec, images);
  }

  /** Kinds of image the codec under test takes. */
  List<Integer> channels() {
    return List.of(1, 3);
  }

  @Test
  void rateAndPsnrGrowWithQuality() {
    List<MeasuredPoint> points = measure(SmoothImages.test(3));
    assertThat(points).hasSameSizeAs(codec.qualities());
    assertThat(points).isSortedAccordingTo(Comparator.comparingDouble(MeasuredPoint::bpp));
    double lowest = points.get(0).psnr().meanOfPsnr();
    double highest = points.get(points.size() - 1).psnr().meanOfPsnr();
    assertThat(highest).isGreaterThan(lowest + 3);
  }

  @Test
  void rateIsThatOfTheFilesAndThePayloadIsSmaller() {
    List<Samples> images = SmoothImages.test(3);
    MeasuredPoint first = measure(images).get(0);
    CodedSet coded = codec.encode(images, codec.qualities().get(0));
    double pixels = images.size() * 32.0 * 32;
    assertThat(first.bpp()).isEqualTo(8 * coded.bytes() / pixels);
    assertThat(first.payloadBpp()).isEqualTo(8 * (coded.bytes() - coded.containerBytes()) / pixels);
    assertThat(coded.containerBytes()).isBetween(1L, coded.bytes());
  }

  @Test
  void sameImagesGiveTheSameBytes() {
    List<Samples> images = SmoothImages.test(3);
    List<byte[]> once = codec.encode(images, best()).files();
    List<byte[]> again = createAgain().encode(images, best()).files();
    Assertions.assertThat(again.toArray(byte[][]::new)).isDeepEqualTo(once.toArray(byte[][]::new));
  }

  @Test
  void bytesOfNoCodecAreRefused() {
    byte[] foreign = new byte[100];
    assertThatThrownBy(() -> codec.decode(new CodedSet(List.of(foreign), 0)))
        .isInstanceOf(BaselineException.class);
  }

  @Test
  void soundIsRefused() {
    Samples sound = new Samples(GridShape.of(64), 2, new float[128]);
    assertThatThrownBy(() -> codec.encode(List.of(sound), best()))
        .isInstanceOf(BaselineException.class)
        .hasMessageContaining("64");
  }

  private double best() {
    return codec.qualities().get(codec.qualities().size() - 1);
  }
}
