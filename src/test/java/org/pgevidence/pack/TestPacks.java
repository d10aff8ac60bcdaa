package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.render.Templates;
import org.pgevidence.sign.SignatureLevel;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.Trust;

/** A store of packs of the system orders-test, signed with one demo key. */
public final class TestPacks {
  private final Path work;
  private final Path context;
  private final SigningKey key = SigningKey.demo("signer", Instant.now());
  private final Path controls;

  /** A store below a folder. */
  public TestPacks(Path work) throws IOException {
    this.work = work;
    this.context = Files.createDirectories(work.resolve("context"));
    this.controls = Files.createDirectories(work.resolve("controls"));
    for (String folder : List.of("roles", "mappings", "frameworks")) {
      Files.createDirectories(controls.resolve(folder));
    }
    String own = "roles/superuser-logins.yaml";
    control(
        own,
        CatalogReader.read(Optional.empty()).files().stream()
            .filter(file -> file.path().equals(own))
            .findFirst()
            .orElseThrow()
            .text());
    control("catalog.yaml", "version: 1.0.0\n");
    control(
        "mappings/all.yaml",
        """
        controls:
          - id: AC-01
            title: Privileged access is limited
            description: Only approved roles are superusers.
            test_procedure: Compare the superusers with the approved list.
            checks: [ROLE-001]
            satisfies:
              - {framework: gdpr, requirement: "32(1)(b)", strength: direct, rationale: Confidentiality.}
              - {framework: soc2, requirement: CC6.3, strength: direct, rationale: Least privilege.}
        """);
    framework("gdpr", "32(1)(b)");
    framework("soc2", "CC6.3");
  }

  private void framework(String id, String requirement) throws IOException {
    control(
        "frameworks/" + id + ".yaml",
        """
        id: %s
        title: %s
        edition: small
        source: test
        requirements:
          - {id: "%s", title: Access, paraphrase: Who may enter., level: full, database_shows: [roles]}
          - {id: "99", title: Paper, paraphrase: Outside., level: outside, you_must_add: [paper]}
        """
            .formatted(id, id.toUpperCase(java.util.Locale.ROOT), requirement));
  }

  /** Writes a file of the catalogue for the packs to come. */
  public void control(String path, String text) throws IOException {
    Files.writeString(controls.resolve(path), text);
  }

  /** The catalogue of the packs to come: one check, two frameworks. */
  public Path controls() {
    return controls;
  }

  /** The context of the packs to come. */
  public Path context() {
    return context;
  }

  /** The folder of all packs. */
  public PackStore store() {
    return new PackStore(work.resolve("evidence"));
  }

  /** Key and level of every pack. */
  public SealPlan plan() {
    return new SealPlan(key, SignatureLevel.B, Optional.empty(), Trust.none());
  }

  /** Writes a context file for the packs to come. */
  public void context(String name, String text) throws IOException {
    Files.writeString(context.resolve(name), text);
  }

  /** Packs a snapshot with one superuser too many. */
  public Path write(String collectedAt, String superuser) throws IOException {
    return pack(TestSnapshot.write(snapshot(collectedAt), collectedAt, superuser));
  }

  /** Where the snapshot of an instant lies. */
  public Path snapshot(String collectedAt) {
    return work.resolve("s" + collectedAt.hashCode());
  }

  /** Packs a snapshot in which the roles were not read. */
  public Path writeWithoutRoles(String collectedAt) throws IOException {
    try (SnapshotWriter writer = SnapshotWriter.create(snapshot(collectedAt))) {
      writer
          .table("snapshot")
          .row(
              1,
              "orders-test",
              collectedAt,
              collectedAt,
              collectedAt,
              "0.1.0",
              "tester",
              "host",
              "postgres",
              "127.0.0.1:5432");
      Map<String, @Nullable Object> header = new java.util.LinkedHashMap<>();
      header.put("system", "orders-test");
      return pack(writer.finish(header));
    }
  }

  private Path pack(Path snapshot) {
    return pack(snapshot, PackChoices.standard());
  }

  /** Packs a snapshot by the owner's choices. */
  public Path pack(Path snapshot, PackChoices choices) {
    Judged judged =
        Judged.of(
            Snapshot.open(snapshot),
            CatalogReader.read(Optional.of(controls)),
            ContextReader.read(Optional.of(context), Profile.none()));
    return new PackWriter(store(), plan(), new ReportFiles(Templates.shipped()), choices)
        .write(judged, Optional.empty())
        .path();
  }

  /** Entry of the newest pack's register. */
  public ExceptionRegister.Entry entry(String id) throws IOException {
    return Registers.read(store().packs("orders-test").getLast()).stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Verifies a pack under the demo key's root. */
  public VerifyReport verify(Path pack) {
    Trust trust = new Trust(List.of(key.chain().getLast()), List.of());
    return new PackVerifier(trust, true, Optional.of(store().root())).verify(pack);
  }
}
