package org.coinage.datasets.generate;

import org.coinage.signal.Samples;

/**
 * Power of square images over spatial frequency, averaged over images and directions, under a Hann
 * window so that the jump at the border does not count. A plain discrete Fourier transform, rows
 * then columns: the images are small.
 */
final class PowerSpectrum {

  private final int side;
  private final double[] power;

  PowerSpectrum(int side) {
    this.side = side;
    this.power = new double[side * side];
  }

  void add(Samples image) {
    double[] re = new double[side * side];
    double mean = 0;
    for (int i = 0; i < re.length; i++) {
      re[i] = image.values()[3 * i + 1];
      mean += re[i] / re.length;
    }
    for (int i = 0; i < re.length; i++) {
      re[i] = (re[i] - mean) * hann(i / side) * hann(i % side);
    }
    double[] im = new double[re.length];
    transform(re, im, side, 1);
    transform(re, im, 1, side);
    for (int i = 0; i < power.length; i++) {
      power[i] += re[i] * re[i] + im[i] * im[i];
    }
  }

  /** Slope of log power over log frequency, least squares over rings of equal weight. */
  double slope(int from, int to) {
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    int rings = to - from + 1;
    for (int ring = from; ring <= to; ring++) {
      double frequency = Math.log(ring);
      double level = Math.log(ring(ring));
      x += frequency / rings;
      y += level / rings;
      xx += frequency * frequency / rings;
      xy += frequency * level / rings;
    }
    return (xy - x * y) / (xx - x * x);
  }

  private double ring(int radius) {
    double sum = 0;
    int count = 0;
    for (int row = -side / 2; row < side / 2; row++) {
      for (int column = -side / 2; column < side / 2; column++) {
        if (Math.round(Math.hypot(row, column)) == radius) {
          sum += power[Math.floorMod(row, side) * side + Math.floorMod(column, side)];
          count++;
        }
      }
    }
    return sum / count;
  }

  private double hann(int at) {
    return 0.5 - 0.5 * Math.cos(2 * Math.PI * (at + 0.5) / side);
  }

  private void transform(double[] re, double[] im, int lineStep, int step) {
    double[] cos = new double[side];
    double[] sin = new double[side];
    for (int i = 0; i < side; i++) {
      cos[i] = Math.cos(2 * Math.PI * i / side);
      sin[i] = -Math.sin(2 * Math.PI * i / side);
    }
    double[] a = new double[side];
    double[] b = new double[side];
    for (int line = 0; line < side; line++) {
      for (int k = 0; k < side; k++) {
        a[k] = 0;
        b[k] = 0;
        for (int n = 0; n < side; n++) {
          int phase = k * n % side;
          int at = line * lineStep + n * step;
          a[k] += re[at] * cos[phase] - im[at] * sin[phase];
          b[k] += re[at] * sin[phase] + im[at] * cos[phase];
        }
      }
      for (int k = 0; k < side; k++) {
        re[line * lineStep + k * step] = a[k];
        im[line * lineStep + k * step] = b[k];
      }
    }
  }
}
