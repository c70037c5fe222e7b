package org.coinage.field.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.coinage.field.FieldDecoder;
import org.coinage.field.FieldEngine;
import org.coinage.field.RandomField;
import org.coinage.kernel.PanelKernels;
import org.coinage.kernel.ScalarKernels;
import org.junit.jupiter.api.Test;

class VectorEvaluationTest {

  /** With scales the engine rounds elsewhere: their gradients amplify what packing loses. */
  @Test
  void evaluationWithoutScalesHasTheBitsOfTheDecoder() {
    for (PanelKernels kernels : List.of(PanelKernels.best(), new ScalarKernels())) {
      try (FieldEngine engine = new VectorEngine(kernels)) {
        for (RandomField field : RandomField.several()) {
          float[] coordinates = field.signal().coordinates();
          float[] decoded =
              new FieldDecoder(field.architecture(), field.psi())
                  .evaluate(field.psi(), coordinates);
          double[] found = engine.evaluate(field.architecture(), field.psi(), coordinates);
          assertThat(found).hasSameSizeAs(decoded);
          double tolerance = field.psi().hasScales() ? 1e-5 : 0;
          for (int i = 0; i < found.length; i++) {
            assertThat(found[i])
                .as("%s", field.architecture())
                .isCloseTo(decoded[i], Offset.offset(tolerance));
          }
        }
      }
    }
  }
}
