package org.coinage.architecture.faulty.field;

import org.coinage.architecture.faulty.field.reference.Engine;

/** A room that names an engine, which in turn knows the room. */
public final class CallsReference {
  /** The engine. */
  Engine engine;
}
