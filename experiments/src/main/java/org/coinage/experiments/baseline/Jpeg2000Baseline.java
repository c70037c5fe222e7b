package org.coinage.experiments.baseline;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.coinage.signal.Samples;

/**
 * JPEG 2000 by OpenJPEG's command-line tools, where they are installed: the licence of the Java
 * implementation for ImageIO (jai-imageio-jpeg2000, the JJ2000 licence) is not an open one, so none
 * is bundled. Irreversible 9-7 wavelet, one quality layer, one tile. Quality is the PSNR in dB the
 * encoder aims at.
 *
 * <p>Files are bare codestreams ({@code .j2k}), without the boxes of JP2. Container bytes are the
 * main header (to the first SOT marker), the header of the tile part (SOT to SOD) and the end
 * marker; what remains are packets with their headers.
 */
public final class Jpeg2000Baseline implements BaselineCodec {

  private static final String ENCODER = "opj_compress";
  private static final String DECODER = "opj_decompress";
  private static final int START_OF_TILE_PART = 0x90;
  private static final int START_OF_DATA = 0x93;
  private static final long TIMEOUT_MINUTES = 10;

  private final Optional<String> unavailable;

  /** Looks for the tools on the {@code PATH}. */
  public Jpeg2000Baseline() {
    this(System.getenv().getOrDefault("PATH", ""));
  }

  Jpeg2000Baseline(String searchPath) {
    List<String> missing =
        Stream.of(ENCODER, DECODER).filter(tool -> !isOn(searchPath, tool)).toList();
    unavailable =
        missing.isEmpty()
            ? Optional.empty()
            : Optional.of(
                "JPEG 2000 left out: "
                    + String.join(" and ", missing)
                    + " not on the PATH (OpenJPEG; Debian and Ubuntu: libopenjp2-tools, Homebrew:"
                    + " openjpeg)");
  }

  private static boolean isOn(String searchPath, String tool) {
    return Stream.of(searchPath.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(
            folder ->
                Files.isExecutable(Path.of(folder, tool))
                    || Files.isExecutable(Path.of(folder, tool + ".exe")));
  }

  @Override
  public String name() {
    return "JPEG 2000";
  }

  @Override
  public Optional<String> unavailable() {
    return unavailable;
  }

  @Override
  public List<Double> qualities() {
    return List.of(18.0, 20.0, 22.0, 24.0, 26.0, 28.0, 30.0, 32.0, 35.0, 38.0, 42.0);
  }

  @Override
  public CodedSet encode(List<Samples> images, double quality) {
    return inTemporaryFolders(
        (in, out) -> {
          for (int i = 0; i < images.size(); i++) {
            EightBitImage image = EightBitImage.of(images.get(i));
            Path folder = Files.createDirectories(in.resolve(resolutions(image)));
            String extension = image.channels() == 1 ? "pgm" : "ppm";
            Files.write(folder.resolve(fileName(i, extension)), image.toPortableMap());
          }
          for (Path folder : sorted(in)) {
            // The tool writes beside what it reads.
            run(
                List.of(
                    ENCODER,
                    "-ImgDir",
                    folder.toString(),
                    "-OutFor",
                    "j2k",
                    "-I",
                    "-n",
                    folder.getFileName().toString(),
                    "-q",
                    String.format(Locale.ROOT, "%.3f", quality)),
                out);
          }
          List<byte[]> files = readAll(in, "j2k", images.size());
          long container = 0;
          for (byte[] file : files) {
            container += headerLength(file) + 2L;
          }
          return new CodedSet(files, container);
        });
  }

  @Override
  public List<Samples> decode(CodedSet coded) {
    return inTemporaryFolders(
        (in, out) -> {
          for (int i = 0; i < coded.files().size(); i++) {
            Files.write(in.resolve(fileName(i, "j2k")), coded.files().get(i));
          }
          run(List.of(DECODER, "-ImgDir", in.toString(), "-OutFor", "PPM"), out);
          return readAll(in, "ppm", coded.files().size()).stream()
              .map(map -> EightBitImage.ofPortableMap(map).toSamples())
              .toList();
        });
  }

  /** Six resolutions as usual, fewer where the image is too small to be halved that often. */
  private static String resolutions(EightBitImage image) {
    int side = Math.min(image.rows(), image.columns());
    return Integer.toString(Math.min(6, 32 - Integer.numberOfLeadingZeros(side)));
  }

  private static String fileName(int index, String extension) {
    return String.format(Locale.ROOT, "%08d.%s", index, extension);
  }

  /** Bytes before the first packet. */
  static int headerLength(byte[] codestream) {
    boolean inTilePart = false;
    int at = 2;
    while (at + 4 <= codestream.length) {
      int marker = codestream[at + 1] & 0xFF;
      inTilePart |= marker == START_OF_TILE_PART;
      if (inTilePart && marker == START_OF_DATA) {
        return at + 2;
      }
      at += 2 + ((codestream[at + 2] & 0xFF) << 8 | (codestream[at + 3] & 0xFF));
    }
    throw new BaselineException("JPEG 2000: no tile in " + codestream.length + " bytes");
  }

  private static List<byte[]> readAll(Path folder, String extension, int expected)
      throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths =
          walk.filter(path -> path.toString().endsWith("." + extension))
              .sorted(Comparator.comparing(path -> path.getFileName().toString()))
              .toList();
    }
    if (paths.size() != expected) {
      throw new BaselineException(
          "JPEG 2000: " + expected + " files went in, " + paths.size() + " came out");
    }
    List<byte[]> files = new ArrayList<>();
    for (Path path : paths) {
      files.add(Files.readAllBytes(path));
    }
    return files;
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    }
  }

  private static void run(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        throw new BaselineException(
            command.get(0) + " did not end within " + TIMEOUT_MINUTES + " minutes");
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      String said = Files.readString(output, StandardCharsets.ISO_8859_1).strip();
      throw new BaselineException(
          command.get(0) + " ended with code " + process.exitValue() + ": " + said);
    }
  }

  private interface Work<T> {
    T in(Path in, Path out) throws IOException, InterruptedException;
  }

  private <T> T inTemporaryFolders(Work<T> work) {
    unavailable.ifPresent(
        reason -> {
          throw new BaselineException(reason);
        });
    Path folder = null;
    try {
      folder = Files.createTempDirectory("coinage-jpeg2000");
      return work.in(
          Files.createDirectory(folder.resolve("images")),
          Files.createDirectory(folder.resolve("log")));
    } catch (IOException e) {
      throw new BaselineException("JPEG 2000: files could not be exchanged: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BaselineException("JPEG 2000: interrupted", e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
