package org.coinage.experiments.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRevisionTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path checkout;

  @Test
  void outsideACheckoutThereIsNone() {
    assertThat(GitRevision.of(checkout)).isEmpty();
  }

  @Test
  void detachedHeadIsReadFromItsFile() throws IOException {
    write(".git/HEAD", COMMIT + "\n");
    assertThat(GitRevision.readHead(checkout)).contains(COMMIT);
  }

  @Test
  void looseReferenceIsFollowed() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main\n");
    write(".git/refs/heads/main", COMMIT + "\n");
    assertThat(GitRevision.readHead(checkout)).contains(COMMIT);
  }

  @Test
  void packedReferenceIsFoundByItsWholeName() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main\n");
    write(
        ".git/packed-refs",
        "# pack-refs with: peeled\n"
            + "f".repeat(40)
            + " refs/x/refs/heads/main2\n"
            + COMMIT
            + " refs/heads/main\n");
    assertThat(GitRevision.readHead(checkout)).contains(COMMIT);
  }

  @Test
  void furtherWorktreeLeadsToTheCommonFolder() throws IOException {
    write("tree/.git", "gitdir: ../repository/worktrees/tree\n");
    write("repository/worktrees/tree/HEAD", "ref: refs/heads/side\n");
    write("repository/worktrees/tree/commondir", "../..\n");
    write("repository/refs/heads/side", COMMIT + "\n");
    assertThat(GitRevision.readHead(checkout.resolve("tree"))).contains(COMMIT);
  }

  @Test
  void damagedRepositoryGivesNoRevision() throws IOException {
    write(".git/HEAD", "ref: refs/heads/gone\n");
    assertThat(GitRevision.of(checkout)).isEmpty();
  }

  private void write(String name, String text) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
