package org.coinage.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small folder of configuration files, as Hydra's tests have them. */
record MiniApp(Path configs) {

  /** An application with a field, a training and an experiment to choose. */
  static MiniApp usual(Path folder) {
    return new MiniApp(folder.resolve("configs"))
        .with(
            "config.conf",
            """
            # What everything begins with
            defaults = [
              {field = siren_small}
              {training = adam}
              {experiment = null}
              _self_
            ]
            seed = 1
            name = "run of "${field.width}
            """)
        .with("field/siren_small.conf", "# A small SIREN\nwidth = 32\nlayers = 3\n")
        .with("field/siren_large.conf", "\n// A large SIREN\nwidth = 256\nlayers = 10\n")
        .with("training/adam.conf", "steps = 100\nrate = 1e-3\nbatch = [1, 2]\n")
        .with("training/sgd.conf", "steps = 50\nrate = 0.1\nbatch = []\n")
        .with(
            "experiment/cifar10.conf",
            """
            # @package _global_
            # CIFAR-10, small
            defaults = [
              _self_
              {override /field = siren_large}
            ]
            seed = 7
            training.steps = 2000
            """);
  }

  MiniApp with(String file, String text) {
    try {
      Path path = configs.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ComposedConfig compose(String... arguments) {
    return new ConfigComposer(configs).compose(List.of(arguments));
  }
}
