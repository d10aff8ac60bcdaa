package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.render.Templates;
import org.pgevidence.sign.SignatureLevel;
import org.pgevidence.sign.TestTsa;
import org.pgevidence.sign.Trust;

/**
 * A signature level that was asked for and not reached is said on the cover and in the manifest.
 */
class SignatureLevelTest {
  @TempDir Path work;

  private PackWriter.Written write(URI authority, SignatureLevel level, Trust trust)
      throws IOException {
    Path snapshot = TestSnapshot.write(work.resolve("s"), "2026-11-22T16:22:31Z");
    Judged judged =
        Judged.of(
            Snapshot.open(snapshot),
            CatalogReader.read(Optional.of(new TestPacks(work.resolve("small")).controls())),
            ContextReader.read(Optional.empty(), Profile.none()));
    SealPlan plan = new SealPlan(SealedPacks.key(), level, Optional.of(authority), trust);
    return new PackWriter(
            new PackStore(work.resolve("evidence")),
            plan,
            new ReportFiles(Templates.of(Optional.empty())))
        .write(judged, Optional.empty());
  }

  private static String cover(Path pack) throws IOException {
    try (var pdf = Loader.loadPDF(pack.resolve("report.pdf").toFile())) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setEndPage(1);
      return stripper.getText(pdf).replaceAll("\\s+", " ");
    }
  }

  private static void assertSaid(PackWriter.Written written, String words) throws IOException {
    assertTrue(written.isBelowRequest());
    List<String> notes = written.manifest().signature().notes();
    assertEquals(1, notes.size(), notes.toString());
    assertTrue(notes.getFirst().contains(words), notes.toString());
    assertTrue(cover(written.path()).contains("was not reached"), cover(written.path()));
    VerifyReport report = SealedPacks.verify(written.path());
    assertTrue(report.toText().contains("note        signature level: "), report.toText());
  }

  @Test
  void deadTimestampAuthorityLeavesLevelB() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    PackWriter.Written written =
        write(
            URI.create("http://127.0.0.1:" + port + "/"), SignatureLevel.LTA, SealedPacks.trust());

    assertEquals("LTA", written.manifest().signature().requested());
    assertEquals("B", written.manifest().signature().reached());
    assertFalse(Files.exists(written.path().resolve(Layout.TIMESTAMP)));
    assertSaid(written, "no connection could be made");
    assertEquals(0, SealedPacks.verify(written.path()).exitCode());
  }

  @Test
  void missingRevocationDataLeavesLevelT() throws Exception {
    try (TestTsa tsa = TestTsa.under(SealedPacks.AUTHORITY)) {
      PackWriter.Written written = write(tsa.address(), SignatureLevel.LT, SealedPacks.trust());

      assertEquals("T", written.manifest().signature().reached());
      assertSaid(written, "Revocation data is missing");
      assertEquals(
          0,
          SealedPacks.verify(written.path()).exitCode(),
          SealedPacks.verify(written.path()).toText());
    }
  }

  @Test
  void untrustedTimestampAuthorityIsNamedAndLeavesTheSignerUnverified() throws Exception {
    try (TestTsa tsa = TestTsa.under(SealedPacks.root("Elsewhere"))) {
      PackWriter.Written written = write(tsa.address(), SignatureLevel.T, SealedPacks.trust());

      VerifyReport report = SealedPacks.verify(written.path());

      assertEquals("T", written.manifest().signature().reached());
      assertEquals(3, report.exitCode(), report.toText());
      assertTrue(
          report.toText().contains("unverified  timestamp: ")
              && report.toText().contains("whose root is not trusted"),
          report.toText());
    }
  }
}
