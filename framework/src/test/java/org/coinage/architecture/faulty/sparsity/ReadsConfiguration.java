package org.coinage.architecture.faulty.sparsity;

import com.typesafe.config.Config;

final class ReadsConfiguration {
  Config config;
}
