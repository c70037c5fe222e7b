package org.coinage.architecture.faulty.cellar;

final class UnknownRoom {}
