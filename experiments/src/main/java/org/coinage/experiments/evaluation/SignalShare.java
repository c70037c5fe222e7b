package org.coinage.experiments.evaluation;

/**
 * What one signal contributes to a measured point.
 *
 * @param bits of the file that it accounts for
 * @param points of the signal
 * @param psnr in dB, as the file on disk
 */
public record SignalShare(double bits, long points, double psnr) {}
