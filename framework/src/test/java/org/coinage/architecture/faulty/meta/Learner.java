package org.coinage.architecture.faulty.meta;

/** Something upstairs. */
public final class Learner {}
