package org.coinage.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Composes a configuration from a folder and arguments, by Hydra's rules (version 1.1 and later).
 *
 * <pre>
 * configs/config.conf              defaults = [{field = siren}, {experiment = null}, _self_], seed = 1
 * configs/field/siren.conf         width = 64
 * configs/experiment/cifar.conf    defaults = [{override /field = siren_large}, _self_]
 *                                  seed = 7, field.width = 128
 * </pre>
 *
 * <p>The content of {@code configs/<group>/<option>.conf} stands at the key {@code <group>}, that
 * of an {@value #GLOBAL_GROUP} at the root. Later entries win; {@code _self_} is the place of the
 * file's own content, at the end if not said. Substitutions {@code ${a.b}} always name keys from
 * the root and are filled in last, arguments included.
 *
 * <p>Arguments: {@code group=option}, {@code a.b=value} for keys that are there, {@code +a.b=value}
 * for new ones, {@code ++a.b=value} for either, {@code +group=option} for a group that no defaults
 * list names, {@code ~a.b} and {@code ~group} to leave out.
 *
 * <p>Immutable and thread-safe; files are read anew by every call.
 */
public final class ConfigComposer {

  /** The group whose files are global: they stand at the root and speak of several groups. */
  public static final String GLOBAL_GROUP = "experiment";

  private final ConfigFolder folder;

  /**
   * Composes from a folder.
   *
   * @throws ConfigException.Unreadable if there is no such folder
   */
  public ConfigComposer(Path root) {
    if (!Files.isDirectory(root)) {
      throw new ConfigException.Unreadable(
          Origin.file(root.toString()), "there is no such folder of configuration files", null);
    }
    this.folder = new ConfigFolder(root);
  }

  /** The folder, for listing groups and options. */
  public ConfigFolder folder() {
    return folder;
  }

  /**
   * The configuration for these arguments.
   *
   * @throws ConfigException if a file or an argument is at fault; the message says which and where
   */
  public ComposedConfig compose(List<String> arguments) {
    List<ConfigOverride> groups = new ArrayList<>();
    List<ConfigOverride> keys = new ArrayList<>();
    for (String argument : arguments) {
      ConfigOverride override = ConfigOverride.parse(argument);
      boolean section = override.value().filter(v -> v instanceof ConfigObject).isPresent();
      boolean group = folder.groups().contains(override.key()) && !section;
      (group ? groups : keys).add(override);
    }
    String name = ConfigFolder.PRIMARY;
    ConfigFile primary =
        folder
            .atRoot(name)
            .orElseThrow(
                () ->
                    new ConfigException.Unreadable(
                        Origin.file(folder.shown(folder.root())),
                        "has no " + name + ".conf",
                        null));
    DefaultsTree tree = new DefaultsTree(folder, groups);
    Config config = ConfigFactory.empty();
    Map<String, Origin> homes = new HashMap<>();
    homes.put("", primary.origin());
    for (DefaultsTree.Layer layer : tree.layers(primary)) {
      Config content = layer.file().content();
      if (!layer.at().isEmpty()) {
        content = content.atKey(layer.at());
        homes.put(layer.at(), layer.file().origin());
      }
      config = content.withFallback(config);
    }
    for (ConfigOverride override : keys) {
      config = override.applyTo(config);
    }
    Config resolved = Hocon.resolve(config, primary.origin());
    return new ComposedConfig(resolved, arguments, tree.choices(), homes);
  }
}
