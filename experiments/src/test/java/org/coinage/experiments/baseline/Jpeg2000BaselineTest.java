package org.coinage.experiments.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.Test;

/** The contract where OpenJPEG is installed. */
class Jpeg2000BaselineTest extends BaselineCodecContract {

  @Override
  BaselineCodec create() {
    return new Jpeg2000Baseline();
  }

  @Test
  void aTinyImageGetsFewerResolutions() {
    float[] values = new float[5 * 9];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 45f;
    }
    Samples tiny = new Samples(GridShape.of(5, 9), 1, values);
    BaselineCodec codec = create();
    assertThat(codec.decode(codec.encode(List.of(tiny), 40)).get(0).shape())
        .isEqualTo(tiny.shape());
  }
}
