package org.coinage.experiments.baseline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.coinage.config.Nearest;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.Samples;

/** All baselines, by name. Adding one takes a line here. */
public final class Baselines {

  private static final Map<String, Function<Setting, BaselineCodec>> BY_NAME = byName();

  private Baselines() {}

  private static Map<String, Function<Setting, BaselineCodec>> byName() {
    Map<String, Function<Setting, BaselineCodec>> codecs = new LinkedHashMap<>();
    codecs.put("jpeg", setting -> new JpegBaseline());
    codecs.put("jpeg2000", setting -> new Jpeg2000Baseline());
    codecs.put(
        "pca",
        setting -> new PcaBaseline(setting.training(), PcaBaseline.COMPONENTS, setting.seeds()));
    return codecs;
  }

  /** Names as a configuration gives them. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** What to tell a user who named a baseline that is not there. */
  public static String unknown(String name) {
    return "baseline '" + name + "' is not known" + Nearest.hint(name, names());
  }

  /**
   * The codec of a name, trained where it learns; ask it whether it is {@linkplain
   * BaselineCodec#unavailable() available}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static BaselineCodec create(String name, Setting setting) {
    Function<Setting, BaselineCodec> codec = BY_NAME.get(name);
    if (codec == null) {
      throw new IllegalArgumentException(unknown(name));
    }
    return codec.apply(setting);
  }

  /**
   * What a baseline may learn from.
   *
   * @param training the images the mint was learned from, of one shape
   * @param seeds for what is random in learning
   */
  public record Setting(List<Samples> training, SeedTree seeds) {

    /** Copies the list. */
    public Setting {
      training = List.copyOf(training);
    }
  }
}
