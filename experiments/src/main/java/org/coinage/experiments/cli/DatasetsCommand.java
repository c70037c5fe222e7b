package org.coinage.experiments.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.coinage.config.Nearest;
import org.coinage.datasets.catalog.Catalog;
import org.coinage.datasets.catalog.CatalogEntry;
import org.coinage.datasets.catalog.RemoteFile;
import org.coinage.datasets.download.Downloader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datasets list} and {@code datasets download}. */
@Command(
    name = "datasets",
    description = "Lists the data sets of the catalog, and fetches them from their hosts.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    subcommands = {DatasetsCommand.ListEntries.class, DatasetsCommand.Download.class})
final class DatasetsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.number();
  }

  /** The catalog. */
  @Command(
      name = "list",
      description = "Lists names, sizes, licences and home pages, and what was fetched already.",
      footer = "  coinage datasets list")
  static final class ListEntries extends Subcommand {

    @Mixin private CacheOption cache;

    @Override
    ExitCode run() {
      for (CatalogEntry entry : Catalog.builtIn().entries()) {
        Path folder = cache.folder().resolve(entry.name());
        boolean fetched =
            entry.files().stream().allMatch(file -> Files.exists(folder.resolve(file.name())));
        out().println(entry.name() + ": " + entry.title());
        out().println("  files: " + entry.files().size() + ", " + size(entry));
        out().println("  licence: " + entry.licence());
        out().println("  from: " + entry.homepage());
        out().println("  " + (fetched ? "in " + folder : "not fetched yet"));
      }
      return ExitCode.DONE;
    }

    private static String size(CatalogEntry entry) {
      long known = entry.files().stream().mapToLong(RemoteFile::bytes).filter(n -> n > 0).sum();
      boolean all = entry.files().stream().allMatch(file -> file.bytes() >= 0);
      if (known == 0) {
        return "size not known";
      }
      return (all ? "" : "at least ") + DownloadProgress.mebibytes(known) + " MiB";
    }
  }

  /** Fetches. */
  @Command(
      name = "download",
      description = "Fetches a data set into the cache; length and SHA-256 are checked.",
      footer = {
        "  coinage datasets download cifar10",
        "  coinage datasets download kodak --cache /data/coinage",
      })
  static final class Download extends Subcommand {

    @Parameters(paramLabel = "NAME", description = "A name that \"datasets list\" shows.")
    private String name;

    @Mixin private CacheOption cache;

    @Override
    ExitCode run() {
      Catalog catalog = Catalog.builtIn();
      List<String> names = catalog.entries().stream().map(CatalogEntry::name).toList();
      if (!names.contains(name)) {
        throw usage("there is no data set '" + name + "'" + Nearest.hint(name, names));
      }
      CatalogEntry entry = catalog.entry(name);
      notice("licence of " + name + ": " + entry.licence() + " (" + entry.homepage() + ")");
      Downloader downloader = new Downloader(cache.settings());
      Path folder = cache.folder().resolve(name);
      for (RemoteFile file : entry.files()) {
        try (DownloadProgress progress =
            DownloadProgress.of(file, folder.resolve(file.name()), this::notice)) {
          if (!cache.settings().offline()) {
            progress.begin();
          }
          downloader.fetch(name, file);
        }
      }
      out().println(folder);
      return ExitCode.DONE;
    }
  }
}
