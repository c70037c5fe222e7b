package org.coinage.datasets.generate;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.coinage.datasets.EightBit;
import org.coinage.datasets.Fingerprint;
import org.coinage.datasets.SampleSet;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/**
 * "Dead leaves": images of textured discs that occlude one another, their radii distributed as
 * r^-3. Occlusion and scale invariance give them the edges and the 1/f² power spectrum of
 * photographs (Lee, Mumford, Huang, IJCV 41, 2001; as training images: Baradad et al., NeurIPS
 * 2021), so they stand in for natural images where none may be shipped. 8-bit colour.
 *
 * <p>Every image follows from recipe, seed and index alone, with the same bits on every JVM: only
 * IEEE arithmetic, square roots and {@link StrictMath} are used. Images are painted when first
 * asked for and kept, one byte a sample. Thread-safe.
 */
public final class DeadLeaves implements SampleSet {

  /** Goes up whenever the same recipe and seed would give another image. */
  private static final int VERSION = 1;

  private final DeadLeavesRecipe recipe;
  private final long seed;
  private final GridShape shape;
  private final AtomicReferenceArray<byte[]> images;

  /**
   * A number of images.
   *
   * @throws IllegalArgumentException if there is not at least one
   */
  public DeadLeaves(DeadLeavesRecipe recipe, long seed, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("size = " + size + " must be at least 1");
    }
    this.recipe = recipe;
    this.seed = seed;
    this.shape = GridShape.of(recipe.rows(), recipe.columns());
    this.images = new AtomicReferenceArray<>(size);
  }

  @Override
  public String name() {
    return "dead-leaves-" + shape + "-seed" + seed;
  }

  @Override
  public int size() {
    return images.length();
  }

  @Override
  public Samples get(int index) {
    byte[] image = images.get(Objects.checkIndex(index, size()));
    if (image == null) {
      SeedTree node = SeedTree.root(seed).child("dead-leaves").child(index);
      image = new DeadLeavesPainter(recipe, node.generator()).paint();
      images.set(index, image);
    }
    return EightBit.samples(shape, 3, image, 0);
  }

  @Override
  public String id(int index) {
    return String.format(Locale.ROOT, "leaves-%05d", Objects.checkIndex(index, size()));
  }

  /** SHA-256 of the recipe, the seed, the number of images and the generator's version. */
  @Override
  public String fingerprint() {
    return Fingerprint.ofRecipe(
        "dead-leaves " + VERSION + " " + recipe.canonical() + " seed " + seed + " size " + size());
  }
}
