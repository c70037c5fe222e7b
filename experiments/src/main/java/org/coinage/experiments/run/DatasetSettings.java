package org.coinage.experiments.run;

import java.nio.file.Path;
import java.util.Optional;

/** Which data set an experiment learns and is judged on, and how it is divided. */
public sealed interface DatasetSettings {

  /** Training signals held out to validate and to tune on. */
  int validation();

  /**
   * Generated images; needs no files.
   *
   * @param side pixels per row and column
   * @param seed of the images, apart from the run's
   * @param training images to learn from
   * @param validation further images to tune on
   * @param test further images to be judged on
   */
  record DeadLeaves(int side, long seed, int training, int validation, int test)
      implements DatasetSettings {

    /** Validates the sizes. */
    public DeadLeaves {
      require("side", side, 8);
      require("training", training, 2);
      require("validation", validation, 1);
      require("test", test, 1);
    }
  }

  /**
   * CIFAR-10 binary batches.
   *
   * @param training a batch file, or the folder of all five
   * @param test a batch file, or the folder
   * @param validation last images of the training set, held out
   * @param excluded a batch file whose images are left out of training, validation and test
   */
  record Cifar10(Path training, Path test, int validation, Optional<Path> excluded)
      implements DatasetSettings {

    /** Validates the sizes. */
    public Cifar10 {
      require("validation", validation, 1);
    }
  }

  /**
   * MNIST idx files, as they are or compressed by gzip.
   *
   * @param training images to learn from
   * @param test images to be judged on
   * @param validation last images of the training set, held out
   */
  record Mnist(Path training, Path test, int validation) implements DatasetSettings {

    /** Validates the sizes. */
    public Mnist {
      require("validation", validation, 1);
    }
  }

  /**
   * Folders of PNG and JPEG images of any size, learned from random crops and coded by patches.
   *
   * @param training folder to learn from
   * @param test folder to be judged on
   * @param validation last images of the training folder, held out
   * @param patch pixels per column of a patch, and per row too unless there are columns
   * @param columns pixels per row of a patch
   * @param landscape whether upright pictures are turned
   * @param published name under which published results on the test folder are listed
   */
  record Images(
      Path training,
      Path test,
      int validation,
      int patch,
      Optional<Integer> columns,
      boolean landscape,
      Optional<String> published)
      implements DatasetSettings {

    /** Validates the sizes. */
    public Images {
      require("validation", validation, 1);
      require("patch", patch, 4);
      columns.ifPresent(each -> require("columns", each, 4));
    }
  }

  private static void require(String key, int value, int low) {
    if (value < low) {
      throw new IllegalArgumentException(key + " = " + value + " must be at least " + low);
    }
  }
}
