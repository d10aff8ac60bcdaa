package org.pgevidence.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.UserFault;

/** Context files become tables; faults come all at once with file, line and suggestion. */
class ContextReaderTest {
  @TempDir Path folder;

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private MemoryFacts tables() {
    return ContextReader.read(Optional.of(folder), Profile.none()).tables();
  }

  private String faults() {
    UserFault fault = assertThrows(UserFault.class, this::tables);
    assertEquals(2, fault.kind().exitCode());
    return String.valueOf(fault.getMessage());
  }

  @Test
  void onlyFilesThatExistAreProvided() throws IOException {
    write("personas.yaml", "version: 1\n");

    MemoryFacts tables = tables();

    assertTrue(tables.isProvided("persona"));
    assertFalse(tables.isProvided("classified_table"));
  }

  @Test
  void dataMapGivesTablesColumnsAndTheHighestCategory() throws IOException {
    write(
        "datamap.yaml",
        """
        tables:
          - table: '"My Shop".public."Customer"'
            category: internal
            columns:
              email: {category: personal, recipients: [mailer]}
              health: {category: art9, legal_basis: "9(2)(h)"}
        """);

    MemoryFacts tables = tables();

    var table = tables.rows("classified_table").getFirst();
    assertEquals("My Shop", table.text("database"));
    assertEquals("public.\"Customer\"", table.text("relation"));
    assertEquals("art9", table.text("category"));
    assertEquals("[\"mailer\"]", tables.rows("classified_column").getFirst().text("recipients"));
  }

  @Test
  void networksBecomeRangesOfHex() throws IOException {
    write(
        "networks.yaml",
        "networks: [{name: app, addresses: [10.1.0.0/16, 'fd00::/8'], purpose: app}]\n");

    var rows = tables().rows("network");

    assertEquals("4:0a010000", rows.get(0).text("first_address"));
    assertEquals("4:0a01ffff", rows.get(0).text("last_address"));
    assertEquals("6:fdffffffffffffffffffffffffffffff", rows.get(1).text("last_address"));
  }

  @Test
  void conflictsCountInBothDirectionsAndDurationsAreSeconds() throws IOException {
    write("personas.yaml", "personas: {app: {duty: d, conflicts: [admin]}, admin: {duty: d}}\n");
    write("objectives.yaml", "backup: {max_age: 1d12h}\nrecovery: {rpo: 15m}\n");

    MemoryFacts tables = tables();

    assertEquals(2, tables.rows("persona_conflict").size());
    assertEquals(129_600L, tables.rows("objective").getFirst().number("backup_max_age_s"));
    assertEquals(900L, tables.rows("objective").getFirst().number("rpo_s"));
  }

  @Test
  void documentsCarryTheDigestOfTheFileFound() throws IOException {
    write("policy.pdf", "x");
    write(
        "documents.yaml",
        """
        documents:
          - {id: a, title: t, path: policy.pdf, version: "1", owner: o, approved_by: b, approved_on: 2026-01-01, review_by: 2026-12-31}
          - {id: b, title: t, path: gone.pdf, version: "1", owner: o, approved_by: b, approved_on: 2026-01-01, review_by: 2026-12-31}
        """);

    var rows = tables().rows("document");

    assertEquals(
        "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        rows.get(0).textOrNull("found_sha256"));
    assertEquals(null, rows.get(1).textOrNull("found_sha256"));
  }

  @Test
  void allFaultsOfAllFilesComeAtOnce() throws IOException {
    write("persona.yaml", "x: 1\n");
    write("objectives.yaml", "backup:\n  max_age: 1 day\n  max_agee: 1d\n");
    write("datamap.yaml", "tables:\n  - {table: customer}\n  - {table: a.b.c, category: art99}\n");
    write("documents.yaml", "documents:\n  - {id: a, path: ../secret}\n");
    write("networks.yaml", "networks: [\n");
    write("tickets.yaml", "tickets: []\ntickets: []\n");

    String faults = faults();

    for (String expected :
        List.of(
            "persona.yaml: there is no such context file. Did you mean \"personas.yaml\"?",
            "objectives.yaml:2: \"max_age\" is \"1 day\"",
            "objectives.yaml:3: \"backup\" has no key \"max_agee\". Did you mean \"max_age\"?",
            "datamap.yaml:2: \"table\" is \"customer\"; it must be database.schema.table",
            "datamap.yaml:3: \"category\" is \"art99\"",
            "documents.yaml:2: an entry of \"documents\" needs \"title\"",
            "networks.yaml:2: not YAML",
            "tickets.yaml:2: key \"tickets\" stands here twice")) {
      assertTrue(faults.contains(expected), expected + " in\n" + faults);
    }
  }

  @Test
  void aFileOutsideTheContextIsRefused() throws IOException {
    write(
        "documents.yaml",
        "documents:\n  - {id: a, title: t, path: ../secret, version: 1, owner: o, approved_by: b, approved_on: 2026-01-01, review_by: 2026-12-31}\n");

    assertTrue(faults().contains("must be a file below the context folder"));
  }

  @Test
  void faultyWaiversRefuseTheRun() throws IOException {
    String rest =
        "system: s, check: ROLE-001, type: risk-accepted, justification: j, owner: o, requested_by: Ann, ";
    write(
        "waivers.yaml",
        "waivers:\n"
            + "  - {id: W-1, subject: a, "
            + rest
            + "approved_by: ann, approved_on: 2026-01-01, valid_from: 2026-01-01, expires: 2026-06-30}\n"
            + "  - {id: W-2, subject: a, "
            + rest
            + "approved_by: bob, approved_on: 2026-01-01, valid_from: 2026-01-01, expires: 2027-01-01}\n"
            + "  - {id: W-3, subject: 'a*', "
            + rest
            + "approved_by: bob, approved_on: 2026-01-01, valid_from: 2026-01-01, expires: 2026-12-31}\n"
            + "  - {id: W-4, subject: a, "
            + rest
            + "approved_by: bob, approved_on: 2026-02-01, valid_from: 2026-01-01, expires: 2026-06-30}\n"
            + "  - {id: W-5, subject: a, "
            + rest
            + "approved_by: bob, approved_on: 2026-01-01, valid_from: 2026-01-01}\n"
            + "  - {id: W-6, subject: a, finding: ROLE-001-0000000000000000, "
            + rest
            + "approved_by: bob, approved_on: 2026-01-01, valid_from: 2026-01-01, expires: 2026-06-30}\n");

    String faults = faults();

    for (String expected :
        List.of(
            "waivers.yaml:2: waiver W-1: requested and approved by",
            "waivers.yaml:3: waiver W-2: valid from 2026-01-01 to 2027-01-01, longer than 12 months",
            "waivers.yaml:4: waiver W-3: has a wildcard",
            "waivers.yaml:5: waiver W-4: approved on 2026-02-01, after it became valid",
            "waivers.yaml:6: an entry of \"waivers\" needs \"expires\"",
            "waivers.yaml:7: waiver W-6: finding ROLE-001-0000000000000000 is not the one")) {
      assertTrue(faults.contains(expected), expected + " in\n" + faults);
    }
  }

  @Test
  void everyStubIsReadableAsItStands() throws IOException {
    for (var file : ContextStub.files().entrySet()) {
      if (!file.getKey().startsWith("schema/")) {
        write(file.getKey(), file.getValue());
      }
    }

    assertEquals(
        ContextFiles.names().size(),
        ContextReader.read(Optional.of(folder), Profile.none()).files().size());
  }

  @Test
  void aProfileWithAPasswordIsRefused() throws IOException {
    write(
        "pgevidence.yaml",
        "targets:\n  orders: {connection: 'postgresql://a:secret@db/x'}\nparameters: {ROLE-001: {break_glass: [anna]}}\n");

    UserFault fault =
        assertThrows(
            UserFault.class,
            () -> ProfileReader.open(Optional.of(folder.resolve("pgevidence.yaml"))).profile());

    String message = String.valueOf(fault.getMessage());
    assertTrue(message.contains("holds a password"), message);
    assertFalse(message.contains("secret"), message);
  }
}
