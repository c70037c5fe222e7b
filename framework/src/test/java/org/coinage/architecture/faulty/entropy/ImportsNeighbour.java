package org.coinage.architecture.faulty.entropy;

import org.coinage.architecture.faulty.kernel.Panel;

final class ImportsNeighbour {
  Panel panel;
}
