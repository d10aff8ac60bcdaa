package org.pgevidence.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots survive writing and reading, and nothing in them can be changed unnoticed. */
class SnapshotTest {
  @TempDir Path folder;

  private Path write(int rows) throws IOException {
    Map<String, @Nullable Object> header = new LinkedHashMap<>();
    header.put("system", "orders-prod");
    try (SnapshotWriter writer = SnapshotWriter.create(folder.resolve("s" + rows))) {
      for (int i = 0; i < rows; i++) {
        writer.table("tablespace").row(i, "name \"" + i, "q", 10, "/srv/" + "x".repeat(30));
      }
      writer.gap(Gap.table("hba_rule", "", "permission denied", "grant it"));
      return writer.finish(header);
    }
  }

  @Test
  void rowsComeBackAsWritten() throws IOException {
    Snapshot snapshot = Snapshot.open(write(3));

    assertEquals(3, snapshot.rows("tablespace").size());
    assertEquals("name \"2", snapshot.rows("tablespace").get(2).text("name"));
    assertEquals("hba_rule", snapshot.gaps().get(0).table());
    assertFalse(snapshot.isProvided("role"));
  }

  @Test
  void bigTablesAreCompressedAndReadTheSame() throws IOException {
    Snapshot snapshot = Snapshot.open(write(20_000));

    assertTrue(Files.exists(snapshot.directory().resolve("facts/tablespace.jsonl.gz")));
    assertEquals(20_000, snapshot.rows("tablespace").size());
  }

  @Test
  void changedByteIsNoticed() throws IOException {
    Path snapshot = write(3);
    Path file = snapshot.resolve("facts/tablespace.jsonl");
    Files.writeString(file, Files.readString(file).replace("name", "nome"));

    UserFault fault = assertThrows(UserFault.class, () -> Snapshot.open(snapshot));

    assertEquals(UserFault.Kind.VERIFICATION, fault.kind());
  }

  @Test
  void addedFileIsNoticed() throws IOException {
    Path snapshot = write(3);
    Files.writeString(snapshot.resolve("facts/role.jsonl"), "[]");

    assertThrows(UserFault.class, () -> Snapshot.open(snapshot));
  }

  @Test
  void existingFolderIsNeverOverwritten() throws IOException {
    Path snapshot = write(3);

    assertThrows(UserFault.class, () -> SnapshotWriter.create(snapshot));
  }

  @Test
  void storeHoldsWhatTheSnapshotProvides() throws Exception {
    Snapshot snapshot = Snapshot.open(write(3));

    try (FactStore store = FactStore.open()) {
      store.load(snapshot);
      store.seal();

      try (var result =
          store.connection().createStatement().executeQuery("select count(*) from tablespace")) {
        result.next();
        assertEquals(3, result.getInt(1));
      }
      assertEquals(
          List.of(true, false), List.of(store.isProvided("tablespace"), store.isProvided("role")));
    }
  }
}
