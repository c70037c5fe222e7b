package org.coinage.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a file is by its first bytes. */
public enum FileKind {
  /** A trained model. */
  MINT("mint"),
  /** One compressed signal. */
  COIN("coin"),
  /** Many compressed signals of one shape. */
  PURSE("purse"),
  /** Anything else. */
  OTHER("other");

  /** 0xC0 is no character of UTF-8, and the line feed shows a transfer as text. */
  static final byte[] COIN_MAGIC = {(byte) 0xC0, 'I', 'N', '\n'};

  static final byte[] PURSE_MAGIC = {(byte) 0xC0, 'P', 'S', '\n'};

  private static final int HEAD_BYTES = 16;

  private static final Map<String, String> STRANGERS = new LinkedHashMap<>();

  static {
    STRANGERS.put("\u0089PNG", "a PNG image");
    STRANGERS.put("\u00FF\u00D8\u00FF", "a JPEG image");
    STRANGERS.put("GIF8", "a GIF image");
    STRANGERS.put("RIFF", "a RIFF file (WAV or WebP)");
    STRANGERS.put("fLaC", "a FLAC file");
    STRANGERS.put("\u0000\u0000\u0000\fjP", "a JPEG 2000 image");
    STRANGERS.put("PK\u0003\u0004", "a ZIP archive or a PyTorch checkpoint");
    STRANGERS.put("\u001F\u008B", "a gzip file");
    STRANGERS.put("%PDF", "a PDF document");
    STRANGERS.put("<", "an HTML or XML page");
    STRANGERS.put("{", "a JSON text");
    STRANGERS.put("\u00C0IN\r", "a coin that was damaged by a transfer as text");
    STRANGERS.put("\u00C0PS\r", "a purse that was damaged by a transfer as text");
    STRANGERS.put("\u00EF\u00BF\u00BDIN\n", "a coin that was damaged by a transfer as text");
    STRANGERS.put("\u00EF\u00BF\u00BDPS\n", "a purse that was damaged by a transfer as text");
  }

  private final String noun;

  FileKind(String noun) {
    this.noun = noun;
  }

  /** The kind, by the first bytes alone. */
  public static FileKind of(byte[] bytes) {
    if (startsWith(bytes, COIN_MAGIC)) {
      return COIN;
    }
    if (startsWith(bytes, PURSE_MAGIC)) {
      return PURSE;
    }
    return SafetensorsReader.recognises(bytes) ? MINT : OTHER;
  }

  /**
   * The kind of a file, of which no more than the first bytes are read.
   *
   * @throws IOException if it cannot be read
   */
  public static FileKind of(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return of(in.readNBytes(HEAD_BYTES));
    }
  }

  /** What a file looks like, for the message to whoever gave the wrong one. */
  static String describe(byte[] bytes) {
    FileKind kind = of(bytes);
    if (kind != OTHER) {
      return kind == MINT ? "a mint or another safetensors file" : "a " + kind.noun;
    }
    if (bytes.length == 0) {
      return "an empty file";
    }
    for (Map.Entry<String, String> stranger : STRANGERS.entrySet()) {
      if (startsWith(bytes, stranger.getKey().getBytes(StandardCharsets.ISO_8859_1))) {
        return stranger.getValue();
      }
    }
    return "nothing known";
  }

  static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Override
  public String toString() {
    return noun;
  }
}
