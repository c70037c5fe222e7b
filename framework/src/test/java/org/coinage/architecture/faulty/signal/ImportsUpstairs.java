package org.coinage.architecture.faulty.signal;

import org.coinage.architecture.faulty.meta.Learner;

final class ImportsUpstairs {
  Learner learner;
}
