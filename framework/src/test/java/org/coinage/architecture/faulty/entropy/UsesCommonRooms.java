package org.coinage.architecture.faulty.entropy;

import org.coinage.architecture.faulty.kernel.SeedTree;

final class UsesCommonRooms {
  SeedTree seeds;
}
