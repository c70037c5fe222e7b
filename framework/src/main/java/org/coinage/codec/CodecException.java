package org.coinage.codec;

import java.io.IOException;
import java.util.HexFormat;

/**
 * A mint, coin or purse that cannot be read. The message is one line for a person: file, byte
 * offset, what is wrong, what was expected and found, what to do. Input and output errors of the
 * machine itself stay plain {@link IOException}s.
 */
public abstract sealed class CodecException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Characters of a file that a message may repeat. */
  private static final int LONGEST = 500;

  private final String file;
  private final long offset;

  private CodecException(String file, long offset, String problem, String remedy) {
    super(printable(file) + " @ byte " + offset + ": " + printable(problem) + "; " + remedy);
    this.file = file;
    this.offset = offset;
  }

  /**
   * What a file says of itself, harmless to a terminal and a log: controls, line ends and marks of
   * direction as numbers, and no more of it than a person reads.
   */
  private static String printable(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && line.length() < LONGEST; i++) {
      char c = text.charAt(i);
      switch (Character.getType(c)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            line.append("\\u").append(HexFormat.of().toHexDigits(c));
        default -> line.append(c);
      }
    }
    return text.length() > LONGEST ? line.append("...").toString() : line.toString();
  }

  /** Name of the file or stream. */
  public String file() {
    return file;
  }

  /** Byte at which reading failed, counted from 0. */
  public long offset() {
    return offset;
  }

  /** The file ends before its content does. */
  public static final class Truncated extends CodecException {

    private static final long serialVersionUID = 1L;

    /** {@code what} needs {@code needed} bytes where {@code remaining} are left. */
    public Truncated(String file, long offset, String what, long needed, long remaining) {
      super(
          file,
          offset,
          what + " needs " + needed + " bytes, " + remaining + " remain",
          "the file is cut short, fetch or write it again");
    }
  }

  /** The content contradicts itself or its checksum. */
  public static final class Corrupt extends CodecException {

    private static final long serialVersionUID = 1L;

    /** {@code problem} names what was expected and what was found. */
    public Corrupt(String file, long offset, String problem) {
      super(file, offset, problem, "the file is damaged, fetch or write it again");
    }

    /** As above, with the failure that revealed it. */
    public Corrupt(String file, long offset, String problem, Throwable cause) {
      this(file, offset, problem);
      initCause(cause);
    }
  }

  /** Written by a newer release than this one. */
  public static final class UnsupportedVersion extends CodecException {

    private static final long serialVersionUID = 1L;

    /** {@code what} has version or tag {@code found}; this release reads {@code supported}. */
    public UnsupportedVersion(String file, long offset, String what, long found, String supported) {
      super(
          file,
          offset,
          what + " " + found + " is unknown, this release reads " + supported,
          "update Coinage");
    }
  }

  /** A declared size exceeds what {@link Limits} allow. */
  public static final class LimitExceeded extends CodecException {

    private static final long serialVersionUID = 1L;

    /** {@code limit} is the name of a component of {@link Limits}. */
    public LimitExceeded(
        String file, long offset, String what, long found, String limit, long allowed) {
      super(
          file,
          offset,
          what + " is " + found + ", the limit " + limit + " is " + allowed,
          "if you trust the file raise the limit");
    }
  }

  /** A coin or purse was struck with another mint. */
  public static final class WrongMint extends CodecException {

    private static final long serialVersionUID = 1L;

    /** Both fingerprints as in {@link Fingerprint#toString()}. */
    public WrongMint(String file, long offset, String needed, String given) {
      super(
          file,
          offset,
          "was struck with mint " + needed + ", the mint given is " + given,
          "give the mint it was struck with");
    }
  }

  /** Not a file of this kind at all. */
  public static final class Foreign extends CodecException {

    private static final long serialVersionUID = 1L;

    /** {@code expected} is the kind of file wanted, {@code found} what it looks like. */
    public Foreign(String file, String expected, String found) {
      super(file, 0, "is not a " + expected + ", it looks like " + found, "check the path");
    }
  }
}
