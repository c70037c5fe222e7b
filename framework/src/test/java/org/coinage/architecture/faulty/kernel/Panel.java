package org.coinage.architecture.faulty.kernel;

/** An inner part of the ground. */
public final class Panel {}
