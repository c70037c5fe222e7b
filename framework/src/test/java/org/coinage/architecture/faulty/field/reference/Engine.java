package org.coinage.architecture.faulty.field.reference;

import org.coinage.architecture.faulty.field.CallsReference;

/** An engine. */
public final class Engine {
  CallsReference owner;
}
