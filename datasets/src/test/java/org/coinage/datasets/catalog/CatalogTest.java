package org.coinage.datasets.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.coinage.datasets.DatasetException;
import org.junit.jupiter.api.Test;

final class CatalogTest {

  @Test
  void builtInCatalogHasItsThreeSets() {
    Catalog catalog = Catalog.builtIn();
    assertThat(catalog.entries())
        .extracting(CatalogEntry::name)
        .containsExactly("cifar10", "mnist", "kodak");
    assertThat(catalog.entry("kodak").files()).hasSize(24);
    RemoteFile cifar = catalog.entry("cifar10").files().get(0);
    assertThat(cifar.bytes()).isEqualTo(170_052_171);
    assertThat(cifar.unpack()).contains("cifar-10-binary");
  }

  @Test
  void everyFileSaysHowItsHashIsKnown() {
    for (CatalogEntry entry : Catalog.builtIn().entries()) {
      assertThat(entry.licence()).isNotBlank();
      assertThat(entry.homepage()).startsWith("http");
      for (RemoteFile file : entry.files()) {
        assertThat(file.verified()).isNotBlank();
        assertThat(file.uri().getScheme()).isEqualTo("https");
        assertThat(file.sha256().isPresent()).isEqualTo(file.bytes() > 0);
      }
    }
  }

  @Test
  void unknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> Catalog.builtIn().entry("cifar"))
        .isInstanceOf(DatasetException.Missing.class)
        .hasMessageContaining("cifar10, mnist, kodak");
  }

  @Test
  void namesThatLeaveTheCacheAreRefused() {
    for (String name : new String[] {"../x", "a/b", "", ".hidden", "a b"}) {
      assertThatThrownBy(
              () ->
                  new RemoteFile(
                      name,
                      URI.create("https://example.org/x"),
                      -1,
                      Optional.empty(),
                      "",
                      Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
