package org.coinage.architecture.faulty.kernel;

/** Stands for the one room of the ground that all may use. */
public final class SeedTree {}
