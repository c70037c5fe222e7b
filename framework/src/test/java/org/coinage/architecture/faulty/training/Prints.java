package org.coinage.architecture.faulty.training;

final class Prints {
  void report() {
    System.out.println("done");
  }
}
