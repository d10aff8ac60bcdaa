package org.pgevidence.pack;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.TableFolder;
import org.pgevidence.fact.TableSchema;

/**
 * What one run of a period saw of each kind: the members' attributes by the keys that name them.
 */
final class RunMembers {
  private RunMembers() {}

  static Map<String, Map<String, @Nullable Object>> run(PeriodRun run) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("collected_at", run.manifest().collectedAt());
    values.put("signer", run.manifest().signature().subject());
    values.put("manifest", "sha256:" + run.digest());
    return Map.of(run.pack(), values);
  }

  static Facts facts(PeriodRun run) {
    return TableFolder.open(run.folder().resolve("facts"), TableSchema.Kind.FACT);
  }

  static Map<String, Map<String, @Nullable Object>> roles(PeriodRun run) {
    Map<String, Map<String, @Nullable Object>> all = new TreeMap<>();
    facts(run)
        .forEach(
            "role",
            row ->
                all.put(
                    row.text("name_quoted"),
                    values(row, "can_login", "is_superuser", "valid_until_at")));
    return all;
  }

  static Map<String, Map<String, @Nullable Object>> memberships(PeriodRun run) {
    Map<Long, String> names = new HashMap<>();
    facts(run).forEach("role", row -> names.put(row.number("oid"), row.text("name_quoted")));
    Map<String, Map<String, @Nullable Object>> all = new TreeMap<>();
    facts(run)
        .forEach(
            "membership",
            row -> {
              String grantor = name(names, row.number("grantor_oid"));
              Map<String, @Nullable Object> values = values(row, "has_admin");
              values.put("granted_by", grantor);
              all.put(
                  name(names, row.number("member_oid"))
                      + " in "
                      + name(names, row.number("role_oid"))
                      + ", granted by "
                      + grantor,
                  values);
            });
    return all;
  }

  private static String name(Map<Long, String> names, long oid) {
    return names.getOrDefault(oid, "oid " + oid);
  }

  static Map<String, Map<String, @Nullable Object>> backups(PeriodRun run) {
    Map<String, Map<String, @Nullable Object>> all = new TreeMap<>();
    TableFolder.open(run.folder().resolve("derived"), TableSchema.Kind.DERIVED)
        .forEach(
            "backup",
            row ->
                all.put(
                    row.text("id"),
                    values(row, "type", "started_at", "stopped_at", "result", "is_usable")));
    return all;
  }

  static Map<String, Map<String, @Nullable Object>> exceptions(PeriodRun run) throws IOException {
    Map<String, Map<String, @Nullable Object>> all = new TreeMap<>();
    for (ExceptionRegister.Entry entry : run.register()) {
      Map<String, @Nullable Object> values = new HashMap<>();
      values.put("severity", entry.severity());
      values.put("state", entry.state().word());
      values.put("sentence", entry.sentence());
      values.put("owner", entry.answer().owner().orElse(null));
      all.put(entry.id(), values);
    }
    return all;
  }

  private static Map<String, @Nullable Object> values(Row row, String... columns) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (String column : columns) {
      values.put(column, row.value(column));
    }
    return values;
  }
}
