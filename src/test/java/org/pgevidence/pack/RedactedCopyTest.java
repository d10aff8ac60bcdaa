package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.fact.UserFault;
import org.pgevidence.redact.Disclosure;
import org.pgevidence.redact.Kind;
import org.pgevidence.redact.Redaction;
import org.pgevidence.redact.Secret;
import org.pgevidence.render.Templates;

/** A redacted copy holds nothing that was hidden, and everything that can be tested. */
class RedactedCopyTest {
  /** Each stands in the pack of {@link #original} before redaction. */
  private static final List<String> CANARIES =
      List.of(
          "anna.lindqvist",
          "Björn Åkesson",
          "zebra_owner",
          "quagga",
          "opsuser",
          "bastion7",
          "db1.corp.example",
          "corp.example",
          "198.51.100",
          "10.77.3",
          "/srv/okapi",
          "Only until the okapi migration",
          "Carla Ruiz",
          "Dmitri Orlov");

  @TempDir Path work;
  private TestPacks packs;
  private Path original;

  @BeforeEach
  void original() throws IOException {
    packs = new TestPacks(work);
    packs.context(
        "waivers.yaml",
        """
        version: 1
        waivers:
          - id: W-1
            system: orders-test
            check: ROLE-001
            subject: '"anna.lindqvist"'
            type: planned-fix
            justification: Only until the okapi migration is over.
            owner: Carla Ruiz
            requested_by: Carla Ruiz
            approved_by: Dmitri Orlov
            approved_on: 2026-10-01
            valid_from: 2026-10-01
            expires: 2026-12-31
        """);
    packs.context(
        "responses.yaml",
        """
        version: 1
        responses:
          - system: orders-test
            check: ROLE-001
            subject: quagga
            owner: Carla Ruiz
            response: Only until the okapi migration is over.
        """);
    original = packs.pack(snapshot(), PackChoices.standard());
  }

  private Path snapshot() throws IOException {
    try (SnapshotWriter writer = SnapshotWriter.create(work.resolve("snapshot"))) {
      String at = "2026-11-22T16:22:31Z";
      writer
          .table("snapshot")
          .row(
              1,
              "orders-test",
              at,
              at,
              at,
              "0.1.0",
              "opsuser",
              "bastion7",
              "quagga",
              "db1.corp.example:5432");
      var role = writer.table("role");
      role.row(10, "postgres", "postgres", 1, 1, 1, 1, 1, 1, 1, -1, null, 0, 0);
      role.row(16385, "anna.lindqvist", "\"anna.lindqvist\"", 1, 1, 1, 0, 0, 0, 0, -1, null, 0, 0);
      role.row(16386, "Björn Åkesson", "\"Björn Åkesson\"", 1, 1, 1, 0, 0, 0, 0, -1, null, 0, 0);
      role.row(16387, "quagga", "quagga", 1, 1, 1, 0, 0, 0, 0, -1, null, 0, 0);
      role.row(16388, "zebra_owner", "zebra_owner", 0, 0, 1, 0, 0, 0, 0, -1, null, 0, 0);
      writer
          .table("setting")
          .row(
              "data_directory",
              "/srv/okapi/15",
              0,
              13,
              0,
              null,
              "string",
              "postmaster",
              "default",
              null,
              null,
              null,
              0);
      var rule = writer.table("hba_rule");
      rule.row(
          1,
          "pg_hba.conf",
          3,
          "host",
          "[\"all\"]",
          "[\"quagga\"]",
          "198.51.100.0",
          "255.255.255.0",
          "4:c6336400",
          "4:c63364ff",
          "md5",
          "{}",
          null);
      rule.row(
          2,
          "pg_hba.conf",
          4,
          "host",
          "[\"zebra_owner\"]",
          "[\"all\"]",
          "10.77.3.9",
          "255.255.255.255",
          "4:0a4d0309",
          "4:0a4d0309",
          "trust",
          "{}",
          null);
      writer.gap(
          Gap.table(
              "session",
              "",
              "db1.corp.example (10.77.3.9) refused role \"quagga\"; see /srv/okapi/log/a.log",
              "GRANT pg_monitor TO quagga;"));
      Map<String, @Nullable Object> header = new LinkedHashMap<>();
      header.put("system", "orders-test");
      header.put("os_user", "opsuser");
      header.put("host", "bastion7");
      return writer.finish(header);
    }
  }

  private RedactedCopy prepared(Path secret, String... shown) {
    Secret.make(secret);
    return RedactedCopy.of(
        original,
        Secret.read(secret),
        new Redaction.Choice(EnumSet.allOf(Kind.class), List.of(shown)));
  }

  private Path copy(String... shown) throws IOException {
    PackStore copies = new PackStore(work.resolve("copies"));
    PackWriter writer = new PackWriter(copies, packs.plan(), new ReportFiles(Templates.shipped()));
    return prepared(work.resolve("secret"), shown)
        .write(copies, writer, Files.createTempDirectory(work, "w"))
        .path();
  }

  @Test
  void copyHoldsNoHiddenValueAndVerifiesWithTheVerdictsOfTheOriginal() throws Exception {
    String before = PackText.of(original);
    CANARIES.forEach(canary -> assertTrue(before.contains(canary), canary));

    Path copy = copy();

    String after = PackText.of(copy);
    List<String> left = CANARIES.stream().filter(after::contains).toList();
    assertEquals(List.of(), left);
    VerifyReport report = packs.verify(copy);
    assertEquals(0, report.exitCode(), report.toText());
    assertTrue(report.toText().contains("Redacted copy of pack " + original.getFileName()));
    assertEquals(outline(original), outline(copy));
    assertTrue(String.valueOf(outline(copy).get("ROLE-001")).contains("waived"));
    Manifest manifest = PackStore.read(copy).orElseThrow().manifest();
    assertEquals(
        PackStore.read(original).orElseThrow().digest(),
        manifest.redacted().orElseThrow().manifest());
  }

  private static Map<String, String> outline(Path pack) throws IOException {
    return Outline.of(pack.resolve(Layout.FINDINGS));
  }

  @Test
  void companyProvesOnePseudonymAndOnlyTheTruth() throws Exception {
    Path copy = copy();
    Secret secret = Secret.read(work.resolve("secret"));

    List<Disclosure> proof = RedactionProof.find(copy, original, secret, List.of("quagga"));

    Path file = work.resolve("proof.json");
    Files.writeString(file, Json.pretty(proof.stream().map(Disclosure::toJson).toList()));
    assertTrue(RedactionProof.confirm(copy, file).getFirst().isProved());
    assertTrue(PackText.of(copy).contains(proof.getFirst().pseudonym()));
    Files.writeString(file, Files.readString(file).replace("quagga", "zebra_owner"));
    assertFalse(RedactionProof.confirm(copy, file).getFirst().isProved());
    assertThrows(
        UserFault.class,
        () -> RedactionProof.find(copy, original, secret, List.of("role_000000000000")));
  }

  @Test
  void copyIsToldFromOneOfAnotherPackOrSecret() throws Exception {
    Path copy = copy("quagga");
    Secret secret = Secret.read(work.resolve("secret"));
    Path other = packs.write("2026-11-23T16:22:31Z", "eve");
    Secret.make(work.resolve("other"));

    assertEquals(List.of(), RedactionProof.compare(copy, original, secret));
    assertFalse(RedactionProof.compare(copy, other, secret).isEmpty());
    assertFalse(
        RedactionProof.compare(copy, original, Secret.read(work.resolve("other"))).isEmpty());
    assertTrue(PackText.of(copy).contains("quagga"), "shown on request");
  }

  @Test
  void changedPackAndStoreOfPacksAreRefused() throws Exception {
    RedactedCopy ready = prepared(work.resolve("secret"));
    PackWriter writer =
        new PackWriter(packs.store(), packs.plan(), new ReportFiles(Templates.shipped()));
    UserFault mixed =
        assertThrows(UserFault.class, () -> ready.write(packs.store(), writer, work.resolve("w")));
    assertTrue(String.valueOf(mixed.getMessage()).contains("one chain"), mixed.getMessage());

    Files.writeString(original.resolve("README.txt"), "changed");

    UserFault changed = assertThrows(UserFault.class, () -> prepared(work.resolve("secret")));
    assertEquals(UserFault.Kind.VERIFICATION, changed.kind());
  }
}
