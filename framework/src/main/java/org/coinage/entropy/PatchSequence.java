package org.coinage.entropy;

import java.util.List;

/**
 * Training codes of many signals in a row, with where the neighbours of each are.
 *
 * @param codes symbols or residuals
 * @param neighbours by code and slot: index of the neighbour's code, or -1
 */
record PatchSequence(int[][] codes, int[][] neighbours) {

  static PatchSequence of(List<PictureCodes> pictures, int slots) {
    int count = pictures.stream().mapToInt(picture -> picture.codes().size()).sum();
    int[][] codes = new int[count][];
    int[][] neighbours = new int[count][slots];
    int at = 0;
    for (PictureCodes picture : pictures) {
      for (int i = 0; i < picture.codes().size(); i++) {
        codes[at] = picture.codes().get(i);
        for (int slot = 0; slot < slots; slot++) {
          int back = picture.grid().back(i, slot);
          neighbours[at][slot] = back == 0 ? -1 : at - back;
        }
        at++;
      }
    }
    return new PatchSequence(codes, neighbours);
  }

  int size() {
    return codes.length;
  }

  int slots() {
    return neighbours[0].length;
  }

  int dimension() {
    return codes[0].length;
  }

  /** The code of a neighbour; null where there is none. */
  int[] neighbour(int index, int slot) {
    int at = neighbours[index][slot];
    return at < 0 ? null : codes[at];
  }

  /** The codes of all neighbours by slot. */
  int[][] neighbourhood(int index) {
    int[][] near = new int[slots()][];
    for (int slot = 0; slot < near.length; slot++) {
      near[slot] = neighbour(index, slot);
    }
    return near;
  }
}
