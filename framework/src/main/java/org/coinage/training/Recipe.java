package org.coinage.training;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.coinage.field.ParameterLayout;

/**
 * The stages of a training, in order.
 *
 * @param stages at least one, names unique
 */
public record Recipe(List<Stage> stages) {

  /** Checks names and lengths. */
  public Recipe {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("a recipe needs at least one stage");
    }
    Set<String> names = new HashSet<>();
    for (Stage stage : stages) {
      if (!names.add(stage.name())) {
        throw new IllegalArgumentException("two stages are named '" + stage.name() + "'");
      }
      if (stage.steps() < 1) {
        throw new IllegalArgumentException(
            "stage '" + stage.name() + "': steps = " + stage.steps() + " must be at least 1");
      }
    }
  }

  /** A recipe of the given stages. */
  public static Recipe of(Stage... stages) {
    return new Recipe(List.of(stages));
  }

  /** Names of the stages in order. */
  public List<String> names() {
    return stages.stream().map(Stage::name).toList();
  }

  /** Steps of all stages together. */
  public long steps() {
    return stages.stream().mapToLong(Stage::steps).sum();
  }

  /**
   * Layout of the outer parameters in the stage of the given index, -1 meaning before the first.
   *
   * @param initial layout before the first stage
   */
  ParameterLayout layout(ParameterLayout initial, int index) {
    ParameterLayout layout = initial;
    for (Stage stage : stages.subList(0, index + 1)) {
      layout = stage.layout(layout);
    }
    return layout;
  }
}
