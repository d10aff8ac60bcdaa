package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;

/**
 * What is looked at in the restored server: lineage, loss, structure, content, the user's own SQL.
 */
final class DrillChecks {
  private static final String TABLES =
      "select format('select %L || ''|'' || count(*) || ''|'' || coalesce(sum((''x'' || substr(md5(t::text), 1, 16))::bit(64)::bigint::numeric), 0) from %I.%I as t',"
          + " quote_ident(nspname) || '.' || quote_ident(relname), nspname, relname) from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = relnamespace"
          + " where relkind = 'r' and nspname not in ('pg_catalog', 'information_schema') and nspname not like 'pg\\_%' order by 1";

  private final DrillPlan plan;
  private final ScratchServer server;
  private final Map<String, @Nullable Object> facts;
  private final List<Map<String, @Nullable Object>> checks;
  private final List<Map<String, @Nullable Object>> tables;

  DrillChecks(
      DrillPlan plan,
      ScratchServer server,
      Map<String, @Nullable Object> facts,
      List<Map<String, @Nullable Object>> checks,
      List<Map<String, @Nullable Object>> tables) {
    this.plan = plan;
    this.server = server;
    this.facts = facts;
    this.checks = checks;
    this.tables = tables;
  }

  static Map<String, @Nullable Object> entry(
      String name, String result, String detail, Commands.@Nullable Result output) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put("result", result);
    entry.put("detail", detail);
    entry.put("exit_code", output == null ? null : output.exitCode());
    entry.put("output_sha256", output == null ? null : Digest.hex(output.output()));
    return entry;
  }

  void run() throws IOException {
    lineage();
    loss();
    var amcheck = server.amcheck();
    boolean isClean = amcheck.isOk();
    checks.add(
        entry(
            "amcheck",
            isClean ? "pass" : "fail",
            isClean ? "no corruption found" : "pg_amcheck found corruption or could not run",
            amcheck));
    content();
    own();
  }

  private void lineage() {
    String system = server.control("Database system identifier");
    facts.put("system_identifier", system);
    Object expected = facts.get("expected_system_identifier");
    String result = expected == null ? "not run" : expected.equals(system) ? "pass" : "fail";
    checks.add(
        entry(
            "system_identifier",
            result,
            expected == null
                ? "the source's identifier is not known"
                : "restored " + system + ", source " + expected,
            null));
  }

  private void loss() {
    Object last = facts.get("last_transaction_at");
    if (plan.expectedAt().isEmpty()) {
      checks.add(
          entry("rpo", "not run", "no independently known point was given (--expected-at)", null));
      return;
    }
    if (!(last instanceof String at)) {
      checks.add(
          entry(
              "rpo",
              "fail",
              "the server names no last transaction, but one was expected at "
                  + plan.expectedAt().get(),
              null));
      return;
    }
    double lost =
        Math.max(
            0, Duration.between(Instant.parse(at), plan.expectedAt().get()).toMillis() / 1000.0);
    facts.put("rpo_s", lost);
    double allowed = plan.rpoSeconds().orElse(0.0);
    checks.add(
        entry(
            "rpo",
            lost <= allowed ? "pass" : "fail",
            lost + " s before the expected point are missing, " + allowed + " s are allowed",
            null));
  }

  private void content() throws IOException {
    Map<String, String> expected = new HashMap<>();
    if (plan.manifest().isPresent()) {
      for (String line : Files.readAllLines(plan.manifest().get())) {
        int bar = line.indexOf('|');
        if (bar > 0) {
          expected.put(line.substring(0, bar), line.substring(bar + 1));
        }
      }
    }
    boolean isEqual = true;
    int compared = 0;
    for (String database :
        server
            .sql(
                "postgres",
                "select datname from pg_catalog.pg_database where datallowconn and not datistemplate order by 1")
            .output()
            .lines()
            .toList()) {
      for (String query : server.sql(database, TABLES).output().lines().toList()) {
        var answer = server.sql(database, query);
        String[] parts = answer.output().strip().split("\\|", -1);
        if (!answer.isOk() || parts.length < 3) {
          isEqual = false;
          checks.add(
              entry("content", "fail", "a table of " + database + " could not be read", answer));
          continue;
        }
        String name = database + ": " + parts[0];
        String want = expected.remove(name);
        boolean isSame = want == null || want.equals(parts[1] + "|" + parts[2]);
        isEqual &= isSame;
        compared += want == null ? 0 : 1;
        table(name, parts, want, isSame);
      }
    }
    isEqual &= expected.isEmpty();
    String detail =
        expected.isEmpty()
            ? compared + " tables compared, all read"
            : expected.size() + " tables of the manifest are not there";
    String result = !isEqual ? "fail" : compared > 0 ? "pass" : "not run";
    checks.add(
        entry(
            "content",
            result,
            isEqual ? detail : "content differs from the manifest: " + detail,
            null));
  }

  private void table(String name, String[] parts, @Nullable String want, boolean isSame) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("row_count", Long.valueOf(parts[1]));
    row.put("content_hash", parts[2]);
    row.put(
        "expected_rows", want == null ? null : Long.valueOf(want.substring(0, want.indexOf('|'))));
    row.put("expected_hash", want == null ? null : want.substring(want.indexOf('|') + 1));
    row.put("is_equal", want == null ? null : (Boolean) isSame);
    tables.add(row);
  }

  private void own() throws IOException {
    if (plan.sql().isEmpty()) {
      return;
    }
    var answer = server.sql("postgres", Files.readString(plan.sql().get()));
    boolean isGood = answer.isOk() && answer.output().lines().noneMatch(line -> line.equals("f"));
    checks.add(
        entry(
            "sql",
            isGood ? "pass" : "fail",
            isGood ? "own SQL ran and returned no false" : "own SQL failed or returned false",
            answer));
  }

  static void checksums(ScratchServer server, List<Map<String, @Nullable Object>> checks)
      throws IOException {
    if (server.control("Data page checksum version").equals("0")) {
      checks.add(entry("checksums", "not run", "page checksums are off", null));
      return;
    }
    var answer = server.checksums();
    checks.add(
        entry(
            "checksums",
            answer.isOk() ? "pass" : "fail",
            answer.isOk() ? "no bad page" : "pages with bad checksums, or the check could not run",
            answer));
  }
}
