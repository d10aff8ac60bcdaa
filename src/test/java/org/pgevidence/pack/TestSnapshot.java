package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.SnapshotWriter;

/** A hand-built snapshot with a few roles, one of them with a hostile name. */
public final class TestSnapshot {
  private TestSnapshot() {}

  /** Writes it with a superuser named anna. */
  public static Path write(Path folder, String collectedAt) throws IOException {
    return write(folder, collectedAt, "anna");
  }

  /** Writes it with another superuser. */
  public static Path write(Path folder, String collectedAt, String superuser) throws IOException {
    try (SnapshotWriter writer = SnapshotWriter.create(folder)) {
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
      var role = writer.table("role");
      role.row(10, "postgres", "postgres", 1, 1, 1, 1, 1, 1, 1, -1, null, 0, 0);
      role.row(16385, superuser, superuser, 1, 1, 1, 0, 0, 0, 0, -1, null, 0, 0);
      String hostile = "'; drop table replay;\n.shell id\n\u202e--";
      role.row(16386, hostile, "\"" + hostile + "\"", 1, 1, 1, 0, 0, 0, 0, -1, null, 0, 0);
      writer.table("membership").row(10, 16385, 10, 0, 1, 1);
      writer.gap(Gap.table("hba_rule", "", "permission denied", "grant it"));
      Map<String, @Nullable Object> header = new LinkedHashMap<>();
      header.put("system", "orders-test");
      return writer.finish(header);
    }
  }
}
