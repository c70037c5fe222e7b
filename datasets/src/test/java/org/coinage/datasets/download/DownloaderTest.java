package org.coinage.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.coinage.datasets.DatasetException;
import org.coinage.datasets.Fingerprint;
import org.coinage.datasets.catalog.RemoteFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test a fault. After every one, what lies at the final path is the right file or nothing. */
final class DownloaderTest {

  private static final byte[] BODY = body(5_000);

  @TempDir Path cache;
  private FaultyHost host;
  private final List<Duration> pauses = new ArrayList<>();

  @BeforeEach
  void startHost() throws IOException {
    host = new FaultyHost();
  }

  @AfterEach
  void finalPathHoldsTheRightFileOrNothing() throws IOException {
    host.close();
    if (Files.exists(path("file"))) {
      assertThat(Checksums.sha256(path("file"))).isEqualTo(sha256(BODY));
    }
  }

  @Test
  void wholeFileArrivesAndLeavesNoPart() throws IOException {
    host.answers(FaultyHost.whole(BODY));
    assertThat(fetch()).hasBinaryContent(BODY);
    assertThat(path("file.part")).doesNotExist();
    assertThat(path("file.etag")).doesNotExist();
  }

  @Test
  void fileInTheCacheIsNotFetchedAgain() {
    host.answers(FaultyHost.whole(BODY));
    fetch();
    fetch();
    assertThat(host.ranges()).hasSize(1);
  }

  @Test
  void cutTransferGoesOnWhereItBroke() {
    for (int after : new int[] {1, 17, 2_500, 4_999}) {
      host.answers(FaultyHost.cut(BODY, after), FaultyHost.range(BODY, "\"v1\""));
    }
    for (int i = 0; i < 4; i++) {
      fetch();
      assertThat(path("file").toFile().delete()).isTrue();
    }
    assertThat(host.ranges()).contains("bytes=1-", "bytes=17-", "bytes=2500-", "bytes=4999-");
  }

  @Test
  void cutAtTheFirstByteStartsAnew() {
    host.answers(FaultyHost.cut(BODY, 0), FaultyHost.whole(BODY));
    assertThat(fetch()).hasBinaryContent(BODY);
  }

  @Test
  void partOfAFailedDownloadIsUsedByTheNextOne() {
    host.answers(FaultyHost.cut(BODY, 1_000), FaultyHost.status(503));
    refuses(DatasetException.Download.class, "gave up after 4 attempts");
    assertThat(path("file.part")).hasSize(1_000);
    host.answers(FaultyHost.range(BODY, "\"v1\""));
    assertThat(fetch()).hasBinaryContent(BODY);
  }

  @Test
  void hostThatIgnoresRangeSendsAllAnew() {
    host.answers(FaultyHost.cut(BODY, 1_000), FaultyHost.whole(BODY));
    assertThat(fetch()).hasBinaryContent(BODY);
    assertThat(host.ranges()).containsExactly("null", "bytes=1000-");
  }

  @Test
  void fileThatChangedMeanwhileStartsAnew() {
    host.answers(
        FaultyHost.cut(body(6_000), 1_000),
        FaultyHost.range(BODY, "\"v2\""),
        FaultyHost.whole(BODY));
    assertThat(fetch()).hasBinaryContent(BODY);
    assertThat(host.ranges()).containsExactly("null", "bytes=1000-", "null");
  }

  @Test
  void rangeThatCannotBeServedStartsAnew() {
    host.answers(FaultyHost.cut(BODY, 1_000), FaultyHost.status(416), FaultyHost.whole(BODY));
    assertThat(fetch()).hasBinaryContent(BODY);
  }

  @Test
  void serverErrorsAreTriedAgainWithLongerPauses() {
    host.answers(
        FaultyHost.status(500),
        FaultyHost.status(503),
        FaultyHost.status(429),
        FaultyHost.whole(BODY));
    assertThat(fetch()).hasBinaryContent(BODY);
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void serverErrorsThatLastAreReported() {
    host.answers(FaultyHost.status(500));
    refuses(DatasetException.Download.class, "answers 500; gave up after 4 attempts");
    assertThat(path("file.part")).doesNotExist();
  }

  @Test
  void notFoundIsNotTriedAgain() {
    host.answers(FaultyHost.status(404));
    refuses(DatasetException.Download.class, "answers 404");
    assertThat(host.ranges()).hasSize(1);
  }

  @Test
  void forbiddenIsNotTriedAgain() {
    host.answers(FaultyHost.status(403));
    refuses(DatasetException.Download.class, "answers 403");
    assertThat(host.ranges()).hasSize(1);
  }

  @Test
  void shorterFileIsRefused() {
    host.answers(FaultyHost.whole(Arrays.copyOf(BODY, 4_000)));
    refuses(DatasetException.Checksum.class, "got 4000 bytes, expected 5000");
    assertThat(path("file.part")).doesNotExist();
  }

  @Test
  void longerFileIsRefused() {
    host.answers(FaultyHost.whole(body(6_000)));
    refuses(DatasetException.Checksum.class, "more than the expected 5000");
    assertThat(path("file.part")).doesNotExist();
  }

  @Test
  void fileOfAnotherHashIsRefused() {
    byte[] other = BODY.clone();
    other[99] ^= 1;
    host.answers(FaultyHost.whole(other));
    refuses(DatasetException.Checksum.class, "expected " + sha256(BODY));
    assertThat(path("file.part")).doesNotExist();
  }

  @Test
  void webPageInPlaceOfTheFileIsRefused() {
    host.answers(FaultyHost.page());
    refuses(DatasetException.Download.class, "web page instead of the file");
  }

  @Test
  void fewRedirectsAreFollowed() {
    host.answers(FaultyHost.redirect("/a"), FaultyHost.redirect("/b"), FaultyHost.whole(BODY));
    assertThat(fetch()).hasBinaryContent(BODY);
  }

  @Test
  void redirectsInACircleAreRefused() {
    host.answers(FaultyHost.redirect("/again"));
    refuses(DatasetException.Download.class, "more than 5 redirections");
    assertThat(host.ranges()).hasSize(6);
  }

  @Test
  void redirectToAnotherSchemeIsRefused() {
    host.answers(FaultyHost.redirect("file:///etc/passwd"));
    refuses(DatasetException.Download.class, "refused");
  }

  @Test
  void redirectFromHttpsToHttpIsRefused() {
    URI secure = URI.create("https://example.org/a");
    assertThatThrownBy(
            () -> Transfer.requireSafe(secure, secure, URI.create("http://example.org/a")))
        .isInstanceOf(DatasetException.Download.class)
        .hasMessageContaining("not as safe");
  }

  @Test
  void hostThatFallsSilentIsGivenUpAndAskedAgain() {
    host.answers(FaultyHost.stall(BODY, 100), FaultyHost.whole(BODY));
    Duration stall = Duration.ofMillis(300);
    DownloadSettings settings = new DownloadSettings(cache, false, 2, Duration.ofSeconds(1), stall);
    assertThat(new Downloader(settings, pauses::add).fetch("set", remote())).hasBinaryContent(BODY);
  }

  @Test
  void hostThatIsNotThereIsReported() {
    host.close();
    refuses(DatasetException.Download.class, "cannot be reached");
    assertThat(pauses).hasSize(3);
  }

  @Test
  void offlineTakesWhatIsInTheCache() {
    host.answers(FaultyHost.whole(BODY));
    fetch();
    Path found = new Downloader(usual().withOffline()).fetch("set", remote());
    assertThat(found).hasBinaryContent(BODY);
    assertThat(host.ranges()).hasSize(1);
  }

  @Test
  void offlineWithoutCacheSaysSoAndAsksNobody() {
    assertThatThrownBy(() -> new Downloader(usual().withOffline()).fetch("set", remote()))
        .isInstanceOf(DatasetException.Missing.class)
        .hasMessageContaining("the network is off");
    assertThat(host.ranges()).isEmpty();
  }

  @Test
  void damagedFileInTheCacheIsFetchedAgain() throws IOException {
    host.answers(FaultyHost.whole(BODY));
    Files.write(fetch(), new byte[] {1, 2, 3});
    assertThat(fetch()).hasBinaryContent(BODY);
    assertThat(host.ranges()).hasSize(2);
  }

  @Test
  void firstDownloadFixesAHashThatWasNotKnown() throws IOException {
    RemoteFile unknown =
        new RemoteFile("other", host.uri(), -1, Optional.empty(), "test", Optional.empty());
    host.answers(FaultyHost.whole(BODY), FaultyHost.whole(body(6_000)));
    Downloader downloader = new Downloader(usual(), pauses::add);
    Files.delete(downloader.fetch("set", unknown));
    assertThatThrownBy(() -> downloader.fetch("set", unknown))
        .isInstanceOf(DatasetException.Checksum.class);
    assertThat(path("other")).doesNotExist();
  }

  @Test
  void manyThreadsFetchOnce() {
    host.answers(FaultyHost.whole(BODY));
    Downloader downloader = new Downloader(usual(), pauses::add);
    IntStream.range(0, 8).parallel().forEach(i -> downloader.fetch("set", remote()));
    assertThat(host.ranges()).hasSize(1);
  }

  @Test
  void archiveIsUnpackedOnceWhole() throws IOException {
    byte[] archive = tar("batches/data.bin", TarConstants.LF_NORMAL, 10);
    host.answers(FaultyHost.whole(archive));
    Path folder = unpack(archive);
    assertThat(folder.resolve("batches/data.bin")).hasSize(10);
    assertThat(path("unpacked.tmp")).doesNotExist();
    unpack(archive);
    assertThat(host.ranges()).hasSize(1);
  }

  @Test
  void pathsThatLeadOutOfTheArchiveAreRefused() throws IOException {
    for (String name : new String[] {"../evil", "a/../../evil"}) {
      refusesArchive(tar(name, TarConstants.LF_NORMAL, 10), "outside its own folder");
    }
    assertThat(path("evil")).doesNotExist();
  }

  @Test
  void linksInAnArchiveAreRefused() throws IOException {
    refusesArchive(tar("link", TarConstants.LF_SYMLINK, 0), "a link or device");
    refusesArchive(tar("link", TarConstants.LF_LINK, 0), "a link or device");
  }

  @Test
  void archiveThatUnpacksToFarTooMuchIsRefused() throws IOException {
    refusesArchive(tar("zeros", TarConstants.LF_NORMAL, 4 << 20), "200 times its size");
  }

  @Test
  void archiveThatIsNoneOrCutIsRefused() throws IOException {
    refusesArchive(BODY, "cannot be unpacked");
    byte[] whole = tar("data.bin", TarConstants.LF_NORMAL, 3_000);
    refusesArchive(Arrays.copyOf(whole, whole.length - 12), "");
  }

  private void refusesArchive(byte[] archive, String reason) throws IOException {
    Path file = Files.write(cache.resolve("archive"), archive);
    Path folder = path("unpacked");
    assertThatThrownBy(() -> Unpacker.ensure(file, folder, "hash"))
        .isInstanceOf(DatasetException.Format.class)
        .hasMessageContaining(reason);
    assertThat(folder).doesNotExist();
    assertThat(path("unpacked.tmp")).doesNotExist();
  }

  private Path unpack(byte[] archive) {
    return new Downloader(usual(), pauses::add)
        .fetch(
            "set",
            new RemoteFile(
                "archive",
                host.uri(),
                archive.length,
                Optional.of(sha256(archive)),
                "test",
                Optional.of("unpacked")));
  }

  private Path fetch() {
    return new Downloader(usual(), pauses::add).fetch("set", remote());
  }

  private void refuses(Class<? extends DatasetException> type, String reason) {
    assertThatThrownBy(this::fetch)
        .isInstanceOf(type)
        .hasMessageContaining(reason)
        .hasMessageContaining(host.uri().toString());
    assertThat(path("file")).doesNotExist();
  }

  private DownloadSettings usual() {
    return DownloadSettings.usual(cache);
  }

  private Path path(String name) {
    return cache.resolve("set").resolve(name);
  }

  private RemoteFile remote() {
    return new RemoteFile(
        "file", host.uri(), BODY.length, Optional.of(sha256(BODY)), "test", Optional.empty());
  }

  private static byte[] tar(String name, byte type, int length) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
      TarArchiveEntry entry = new TarArchiveEntry(name, type);
      if (type == TarConstants.LF_NORMAL) {
        entry.setSize(length);
      } else {
        entry.setLinkName("/etc/passwd");
      }
      tar.putArchiveEntry(entry);
      tar.write(new byte[length]);
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  private static byte[] body(int length) {
    byte[] body = new byte[length];
    for (int i = 0; i < length; i++) {
      body[i] = (byte) (i * 131 + i / 256);
    }
    return body;
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Fingerprint.sha256().digest(bytes));
  }
}
