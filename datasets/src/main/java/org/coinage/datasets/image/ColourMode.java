package org.coinage.datasets.image;

/** How many channels images come out with. */
public enum ColourMode {
  /** Gray images have one channel, coloured ones three. */
  AS_STORED,
  /** Always three channels; gray is repeated. For a mint, which has one number of channels. */
  RGB
}
