package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.pack.TestPacks;
import org.pgevidence.sign.CertificateAuthority;
import org.pgevidence.sign.CertificateAuthority.Purpose;
import org.pgevidence.sign.Identity;
import org.pgevidence.sign.KeyType;

/** Sealing on the command line when the key or the authority is not what was hoped for. */
class SealingCommandTest {
  @TempDir Path work;

  @SuppressWarnings("NullAway.Init")
  private TestPacks packs;

  @BeforeEach
  void collect() throws Exception {
    packs = new TestPacks(work);
    packs.write("2026-11-22T16:22:31Z", "anna");
    Files.writeString(work.resolve("passphrase"), "correct horse\n");
    Files.setPosixFilePermissions(
        work.resolve("passphrase"), PosixFilePermissions.fromString("rw-------"));
  }

  private Run pack(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "pack",
                "--snapshot",
                packs.snapshot("2026-11-22T16:22:31Z").toString(),
                "--controls",
                packs.controls().toString(),
                "--out",
                work.resolve("out").toString()));
    words.addAll(List.of(more));
    return Run.of(words.toArray(new String[0]));
  }

  private Run packWith(Path key) {
    return pack(
        "--fail-on",
        "critical",
        "--key",
        key.toString(),
        "--passphrase-file",
        work.resolve("passphrase").toString());
  }

  @Test
  void faultsOfOptionsAreToldBeforeAPassphraseIsAskedFor() throws Exception {
    Path key = key(Instant.now().minus(Duration.ofDays(1)), "rw-------");
    Files.delete(work.resolve("passphrase"));

    Run run =
        pack(
            "--key",
            key.toString(),
            "--passphrase-file",
            work.resolve("passphrase").toString(),
            "--framework",
            "gpdr");

    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("--framework names gpdr, but the catalogue has "), run.err());
  }

  /** A PKCS#12 file whose certificate is in force from an instant for ten days. */
  private Path key(Instant from, String mode) throws Exception {
    CertificateAuthority root =
        CertificateAuthority.create(
            KeyType.EC,
            CertificateAuthority.name("Test", "Root"),
            Instant.now().minus(Duration.ofDays(400)),
            Duration.ofDays(3650));
    Identity signer =
        root.issue(
            KeyType.EC,
            CertificateAuthority.name("Test", "Signer"),
            Purpose.EPHEMERAL_SIGNER,
            from,
            Duration.ofDays(10));
    Path file = work.resolve("key.p12");
    Files.write(file, signer.toPkcs12("correct horse".toCharArray()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }

  @Test
  void deadTimestampAuthorityLeavesAPackThatSaysSo() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    String authority = "http://127.0.0.1:" + port + "/";

    Run sound = pack("--fail-on", "critical");
    Run dead = pack("--tsa", authority, "--fail-on", "critical");
    Run found = pack("--tsa", authority);

    assertEquals(0, sound.code(), sound.err());
    assertEquals(3, dead.code(), dead.out() + dead.err());
    assertEquals(1, found.code(), found.err());
    assertTrue(dead.out().contains("was not reached"), dead.out() + dead.err());
    Path written = work.resolve("out/orders-test/2026-11-22T16-22-31Z-r2");
    try (var pdf = Loader.loadPDF(written.resolve("report.pdf").toFile())) {
      PDFTextStripper cover = new PDFTextStripper();
      cover.setEndPage(1);
      assertTrue(cover.getText(pdf).contains("was not"), cover.getText(pdf));
    }
  }

  @Test
  void expiredAndFutureKeysSignNothing() throws Exception {
    Run expired = packWith(key(Instant.now().minus(Duration.ofDays(20)), "rw-------"));
    Run future = packWith(key(Instant.now().plus(Duration.ofDays(5)), "rw-------"));

    expired.isFault(2, "Nothing was signed: ");
    future.isFault(2, "Nothing was signed: ");
    assertTrue(expired.err().contains("expired"), expired.err());
    assertTrue(future.err().contains("is not yet valid"), future.err());
    assertFalse(Files.exists(work.resolve("out")));
  }

  @Test
  void keyThatOthersMayReadSignsWithAWarning() throws Exception {
    Run open = packWith(key(Instant.now().minus(Duration.ofDays(1)), "rw-r--r--"));
    Run own = packWith(key(Instant.now().minus(Duration.ofDays(1)), "rw-------"));

    assertEquals(0, open.code(), open.err());
    assertTrue(
        open.err().contains("key.p12 may be read by others (rw-r--r--); run: chmod 600 "),
        open.err());
    assertEquals(0, own.code(), own.err());
    assertEquals("", own.err());
  }
}
