package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.sign.CertificateAuthority;
import org.pgevidence.sign.CertificateAuthority.Purpose;
import org.pgevidence.sign.KeyType;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.Trust;

/**
 * Packs that were changed and signed again, by the sealer's own key or by one that must not: all
 * digests agree, and verification still names what is wrong.
 */
class ForgedPackTest {
  private static final Map<String, Forgery> FORGERIES = forgeries();

  /** A change of a pack, and words of the verdict on it. */
  private record Forgery(Change change, String words) {}

  @FunctionalInterface
  private interface Change {
    void apply(Path pack) throws IOException, SignatureFault;
  }

  static List<String> names() {
    return List.copyOf(FORGERIES.keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachForgeryIsNamed(String name) throws Exception {
    Path copy = SealedPacks.copy(SealedPacks.first());
    Forgery forgery = java.util.Objects.requireNonNull(FORGERIES.get(name));

    forgery.change().apply(copy);
    VerifyReport report = SealedPacks.verify(copy);

    assertEquals(4, report.exitCode(), report.toText());
    assertTrue(report.toText().contains(forgery.words()), report.toText());
  }

  private static Map<String, Forgery> forgeries() {
    Map<String, Forgery> all = new LinkedHashMap<>();
    all.put(
        "fact row edited and all sealed again by the sealer",
        new Forgery(
            copy -> {
              edit(copy.resolve("facts/role.jsonl"), "anna", "anne");
              SealedPacks.reseal(copy, SealedPacks.key());
            },
            "report.pdf: it does not print the SHA-256 of evidence.sha256"));
    all.put(
        "finding left out and all sealed again by the sealer",
        new Forgery(
            copy -> {
              edit(copy.resolve("findings.json"), "\"fail\"", "\"pass\"");
              SealedPacks.reseal(copy, SealedPacks.key());
            },
            "report.pdf: it does not print the SHA-256 of evidence.sha256"));
    all.put(
        "definition swapped and all sealed again by the sealer",
        new Forgery(
            copy -> {
              edit(definition(copy), "severity: high", "severity: low");
              SealedPacks.reseal(copy, SealedPacks.key());
            },
            "report.pdf: it does not print the SHA-256 of evidence.sha256"));
    all.put(
        "row count in provenance edited and all sealed again by the sealer",
        new Forgery(
            copy -> {
              edit(copy.resolve("facts/snapshot.json"), "\"rows\" : 3", "\"rows\" : 2");
              SealedPacks.reseal(copy, SealedPacks.key());
            },
            "report.pdf: it does not print the SHA-256 of evidence.sha256"));
    all.put(
        "web page swapped and sealed again by another person of the same authority",
        new Forgery(
            copy -> {
              Files.writeString(copy.resolve("report.html"), "<p>All is well");
              try (SigningKey other = SealedPacks.key(SealedPacks.AUTHORITY, "Otto Other")) {
                SealedPacks.reseal(copy, other);
              }
            },
            "report.pdf: it was signed by another key than the manifest"));
    all.put(
        "sealed again under an authority of the same name",
        new Forgery(
            copy -> {
              try (SigningKey other = SealedPacks.key(SealedPacks.root("Root"), "Olga Operator")) {
                SealedPacks.reseal(copy, other);
              }
            },
            "signer: cn=Olga Operator,o=Orders Ltd is under a root that is not trusted"));
    all.put(
        "report of the other pack, sealed again by the sealer",
        new Forgery(
            copy -> {
              Files.write(
                  copy.resolve("report.pdf"),
                  Files.readAllBytes(SealedPacks.second().resolve("report.pdf")));
              SealedPacks.reseal(copy, SealedPacks.key());
            },
            "report.pdf: it does not print the SHA-256 of evidence.sha256"));
    all.put(
        "unsigned report, sealed again by the sealer",
        new Forgery(
            copy -> {
              byte[] pdf = Files.readAllBytes(copy.resolve("report.pdf"));
              try (PDDocument document = Loader.loadPDF(pdf)) {
                var form = document.getDocumentCatalog().getAcroForm();
                form.getField("operator").getCOSObject().removeItem(COSName.V);
                document.save(copy.resolve("report.pdf").toFile());
              }
              SealedPacks.reseal(copy, SealedPacks.key());
            },
            "report.pdf: the PDF is not signed"));
    all.put("clock moved forward", clock("2999-01-01T00:00:00Z", "which is in the future"));
    all.put("clock moved back", clock("2025-01-01T00:00:00Z", "its signature says"));
    all.put(
        "level raised",
        new Forgery(
            copy ->
                SealedPacks.sign(
                    copy,
                    manifest(copy).replace("\"level\" : \"B\"", "\"level\" : \"LTA\""),
                    SealedPacks.key()),
            "timestamp: it is missing, though the manifest names level LTA"));
    all.put("path that leaves the pack", path("README.txt", "../README.txt"));
    all.put("path with a dot", path("README.txt", "./README.txt"));
    all.put("absolute path", path("README.txt", "/etc/passwd"));
    all.put("path named twice", path("README.txt", "report.html"));
    all.put(
        "paths that differ in case only",
        new Forgery(
            path("README.txt", "Report.html").change(),
            "files: the manifest names the path report.html, which it names twice"));
    all.put(
        "key named twice",
        new Forgery(
            copy ->
                SealedPacks.sign(
                    copy,
                    manifest(copy).replaceFirst("\"system\"", "\"system\" : \"other\", \"system\""),
                    SealedPacks.key()),
            "manifest: it could not be read"));
    all.put(
        "manifest nested deeply",
        new Forgery(
            copy ->
                SealedPacks.sign(
                    copy,
                    manifest(copy).replaceFirst("\\{", "{\"a\" : " + "[".repeat(100_000)),
                    SealedPacks.key()),
            "manifest: it could not be read"));
    all.put("expired certificate", signer(Purpose.SIGNER, -4, -1, "has expired: it ended"));
    all.put("certificate of tomorrow", signer(Purpose.SIGNER, 1, 2, "is not yet valid: it begins"));
    all.put(
        "certificate of a web server",
        signer(Purpose.TLS_SERVER, -4, 1, "is for another purpose than signing documents"));
    all.put(
        "certificate of a timestamp unit",
        signer(Purpose.TIMESTAMP, -4, 1, "is for another purpose than signing documents"));
    return all;
  }

  private static Forgery clock(String at, String words) {
    return new Forgery(
        copy ->
            SealedPacks.sign(
                copy,
                manifest(copy)
                    .replaceFirst("\"sealed_at\" : \"[^\"]*\"", "\"sealed_at\" : \"" + at + "\""),
                SealedPacks.key()),
        words);
  }

  private static Forgery path(String from, String to) {
    return new Forgery(
        copy ->
            SealedPacks.sign(
                copy,
                manifest(copy).replace("\"path\" : \"" + from + "\"", "\"path\" : \"" + to + "\""),
                SealedPacks.key()),
        "files: the manifest names the path " + to);
  }

  private static Forgery signer(Purpose purpose, int fromDay, int untilDay, String words) {
    return new Forgery(
        copy -> {
          var identity =
              SealedPacks.AUTHORITY.issue(
                  KeyType.EC,
                  CertificateAuthority.name("Orders Ltd", "Wrong Key"),
                  purpose,
                  Instant.now().plus(Duration.ofDays(fromDay)),
                  Duration.ofDays(untilDay - fromDay));
          try (SigningKey wrong = SigningKey.of(identity)) {
            SealedPacks.reseal(copy, wrong);
          }
        },
        "signer: The certificate of cn=Wrong Key,o=Orders Ltd " + words);
  }

  @Test
  void revokedSignerIsNamed() {
    Instant now = Instant.now();
    var list =
        SealedPacks.AUTHORITY.revocationList(
            Map.of(
                SealedPacks.key().certificate().getSerialNumber(), now.minus(Duration.ofDays(1))),
            now,
            now.plusSeconds(900));

    VerifyReport report =
        new PackVerifier(SealedPacks.trust().with(List.of(list)), true, Optional.empty())
            .verify(SealedPacks.first());

    assertEquals(4, report.exitCode(), report.toText());
    assertTrue(
        report
            .toText()
            .contains("signer: The certificate of cn=Olga Operator,o=Orders Ltd was revoked on"),
        report.toText());
  }

  /** Whose own key did it is not stopped, but never called valid by who does not trust the root. */
  @Test
  void whoNamesNoRootIsNeverToldValid() throws Exception {
    Path copy = SealedPacks.copy(SealedPacks.forged());

    VerifyReport report = new PackVerifier(Trust.none(), false, Optional.empty()).verify(copy);

    assertEquals(3, report.exitCode(), report.toText());
    assertEquals("intact; signer not verified", report.verdict());
  }

  /**
   * What the reader's eye meets rests on the sealer's signature, as only the sealer says how it
   * looks; verify says so. Who fears the sealer compares with report.pdf, which no one can change
   * alone once it bears a reviewer's signature or a timestamp.
   */
  @ParameterizedTest
  @ValueSource(strings = {"report.html", "evidence.xlsx"})
  void whatRestsOnTheSignatureAloneIsSaid(String file) throws Exception {
    Path copy = SealedPacks.copy(SealedPacks.first());
    Files.writeString(copy.resolve(file), "All is well");
    SealedPacks.reseal(copy, SealedPacks.key());

    VerifyReport report = SealedPacks.verify(copy);

    assertEquals(0, report.exitCode(), report.toText());
    String said = report.toText().replaceAll("\\s+", " ");
    assertTrue(said.contains("report.html, evidence.xlsx and since when"), said);
    assertTrue(said.contains("rest on the signature alone"), said);
  }

  /** As if the report had been printed anew with the digests of the changed files. */
  @Test
  void definitionOfAnotherCatalogueIsNamed() throws Exception {
    Path copy = SealedPacks.copy(SealedPacks.first());
    edit(definition(copy), "severity: high", "severity: low");
    SealedPacks.reseal(copy, SealedPacks.key());

    String said = reperformed(copy, manifest(copy));

    assertTrue(said.contains("the catalogue is not the one that the manifest names"), said);
  }

  @Test
  void definitionThatTheManifestNamesGivesOtherResults() throws Exception {
    Path copy = SealedPacks.copy(SealedPacks.first());
    edit(definition(copy), "severity: high", "severity: low");
    SealedPacks.reseal(copy, SealedPacks.key());
    String renewed =
        manifest(copy)
            .replace(
                Manifest.parse(manifest(copy)).catalogDigest(),
                Definitions.read(copy).catalog().digest());

    String said = reperformed(copy, renewed);

    assertTrue(said.contains("other results than findings.json for"), said);
  }

  @Test
  void rowCountThatTheFactsDoNotHaveIsNamed() throws Exception {
    Path copy = SealedPacks.copy(SealedPacks.first());
    edit(copy.resolve("facts/snapshot.json"), "\"rows\" : 3", "\"rows\" : 2");
    SealedPacks.reseal(copy, SealedPacks.key());

    String said = reperformed(copy, manifest(copy));

    assertTrue(said.contains("facts/role.jsonl has 3 rows, snapshot.json says 2"), said);
  }

  @Test
  void rowCountInProvenanceThatTheFactsDoNotHaveIsNamed() throws Exception {
    Path folder = Files.createTempDirectory("counts");
    try (SnapshotWriter writer = SnapshotWriter.create(folder)) {
      writer.table("membership").row(10, 16385, 10, 0, 1, 1);
      for (String part : List.of("", "again")) {
        writer
            .table("provenance")
            .row("membership", "", part, "select", "00", "{}", "r", "[]", "x", "x", "x", 1, null);
      }
      writer.finish(Map.of("system", "s"));
    }

    assertEquals(
        List.of("facts/membership.jsonl has 1 rows, provenance says that 2 were read"),
        RowCounts.faults(Snapshot.open(folder)));
  }

  private static String reperformed(Path pack, String manifest) {
    Steps steps = new Steps();
    Reperformance.run(pack, Manifest.parse(manifest), SealedPacks.trust(), steps);
    return steps.report("pack").toText().replaceAll("\\s+", " ");
  }

  /** The file of a check of high severity. */
  private static Path definition(Path copy) throws IOException {
    try (var files = Files.walk(copy.resolve("definitions"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file).contains("severity: high")) {
          return file;
        }
      }
    }
    throw new IOException("no check of high severity in " + copy);
  }

  @Test
  void volumesAreJudgedAsTheReportIs() throws Exception {
    Path pack = SealedPacks.with(new PackChoices("internal", Optional.empty(), true, false));
    Path copy = SealedPacks.copy(pack);
    Files.write(
        copy.resolve("volumes/gdpr.pdf"),
        Files.readAllBytes(SealedPacks.forged().resolve("report.pdf")));
    SealedPacks.reseal(copy, SealedPacks.key());

    VerifyReport genuine = SealedPacks.verify(pack);
    VerifyReport forged = SealedPacks.verify(copy);

    assertEquals(0, genuine.exitCode(), genuine.toText());
    assertTrue(genuine.toText().contains("volumes/gdpr.pdf: PAdES level B"), genuine.toText());
    assertTrue(genuine.toText().contains("volumes/soc2.pdf: PAdES level B"), genuine.toText());
    assertEquals(4, forged.exitCode(), forged.toText());
    assertTrue(
        forged.toText().contains("volumes/gdpr.pdf: it was signed by another key"),
        forged.toText());
  }

  private static String manifest(Path copy) throws IOException {
    return Files.readString(copy.resolve(Layout.MANIFEST));
  }

  private static void edit(Path file, String from, String to) throws IOException {
    Files.writeString(file, Files.readString(file).replace(from, to));
  }
}
