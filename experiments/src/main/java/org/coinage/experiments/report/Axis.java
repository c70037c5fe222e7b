package org.coinage.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maps numbers to positions and chooses round tick marks.
 *
 * @param logarithmic whether equal ratios get equal lengths
 * @param low number at {@code from}
 * @param high number at {@code to}
 * @param from position of the low end, pixels
 * @param to position of the high end, pixels
 */
record Axis(boolean logarithmic, double low, double high, double from, double to) {

  /** An axis around the given numbers with a little room at both ends. */
  static Axis around(boolean logarithmic, List<Double> values, double from, double to) {
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    if (logarithmic) {
      double room = Math.max(1.15, Math.pow(high / low, 0.04));
      return new Axis(true, low / room, high * room, from, to);
    }
    double room = high > low ? 0.06 * (high - low) : Math.max(1e-9, 0.1 * Math.abs(high));
    return new Axis(false, low - room, high + room, from, to);
  }

  double position(double value) {
    double share =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return from + share * (to - from);
  }

  /** Round numbers within the axis: 1, 2, 5 times powers of ten. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
        for (int digit : new int[] {1, 2, 5}) {
          addInside(ticks, digit * Math.pow(10, power));
        }
      }
      return ticks;
    }
    double raw = (high - low) / 6;
    double unit = Math.pow(10, Math.floor(Math.log10(raw)));
    double step =
        raw > 5 * unit ? 10 * unit : raw > 2 * unit ? 5 * unit : raw > unit ? 2 * unit : unit;
    for (long k = (long) Math.ceil(low / step); k * step <= high; k++) {
      addInside(ticks, k * step);
    }
    return ticks;
  }

  private void addInside(List<Double> ticks, double value) {
    if (value >= low && value <= high) {
      ticks.add(value);
    }
  }

  static String label(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value);
    if (Math.abs(value) > 0 && Math.abs(value) < 1e-3) {
      return String.format(Locale.ROOT, "%.0e", value);
    }
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
