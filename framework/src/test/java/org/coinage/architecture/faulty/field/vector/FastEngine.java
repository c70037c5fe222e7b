package org.coinage.architecture.faulty.field.vector;

/** A fast engine. */
public final class FastEngine {}
