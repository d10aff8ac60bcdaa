package org.pgevidence.pack;

import static java.util.stream.Collectors.toSet;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.CheckResult;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Check;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/**
 * Writes {@code replay.sql}: the facts that checks read, and the checks, for stock {@code sqlite3
 * -safe -bail :memory: < replay.sql} from 3.40 on. It prints each check's id and number of failures
 * as in findings.json; what its proofs find wrong is printed behind them, so no further line means
 * that each derived row rests on facts.
 */
final class ReplaySql {
  private static final int ROWS_PER_INSERT = 100;
  private static final Pattern WORD = Pattern.compile("[a-z0-9_]+");

  private final BufferedWriter out;
  private final Judged judged;

  private ReplaySql(BufferedWriter out, Judged judged) {
    this.out = out;
    this.judged = judged;
  }

  /** Writes it as UTF-8; the stream stays open. */
  static void write(OutputStream out, Judged judged) throws IOException {
    BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    new ReplaySql(text, judged).write();
    text.flush();
  }

  private void write() throws IOException {
    Assessment assessment = judged.assessment();
    line(
        "-- All checks of system " + assessment.system() + " at " + assessment.collectedAt() + ".");
    line("-- Run it with: sqlite3 -safe -bail :memory: < replay.sql");
    line("-- It prints each check and its number of failures, as in findings.json.");
    line("-- Behind them it prints what its proofs find wrong; nothing, when all is well.");
    line("begin;");
    Set<String> read = tablesRead();
    for (TableSchema table : Schema.standard().tables()) {
      line("");
      for (String comment : table.documentation().split("\n", -1)) {
        line("-- " + comment);
      }
      line(table.ddl() + ";");
      if (!judged.facts().isProvided(table.name())) {
        line("-- not provided: checks that need it are not assessed");
      } else if (read.contains(table.name())) {
        insert(table, judged.facts());
      } else {
        line("-- no check reads it: its rows stand in the pack's files only");
      }
    }
    for (Catalog.View view : assessment.catalog().views()) {
      line("");
      line(view.sql().strip() + ";");
    }
    checks(assessment);
    Proofs.write(out, judged.facts());
    line("commit;");
  }

  private void line(String text) throws IOException {
    out.write(text);
    out.write('\n');
  }

  /** Tables whose name stands in a check that ran, in a view, or in a derived row's path. */
  private Set<String> tablesRead() {
    StringBuilder sql = new StringBuilder();
    judged.assessment().catalog().views().forEach(view -> sql.append(view.sql()).append('\n'));
    for (CheckResult result : judged.assessment().checks()) {
      if (hasRun(result) && result.check().test() instanceof Check.Test.Query query) {
        sql.append(query.sql()).append('\n');
      }
    }
    Set<String> tables = new TreeSet<>(Proofs.tables(judged.facts()));
    judged.facts().forEach("derived_step", row -> tables.add(row.text("fact_table")));
    judged.facts().forEach("derived_step", row -> tables.add(row.text("derived_table")));
    Set<String> words = WORD.matcher(sql).results().map(MatchResult::group).collect(toSet());
    Schema.standard().tables().stream()
        .map(TableSchema::name)
        .filter(words::contains)
        .forEach(tables::add);
    return tables;
  }

  private void insert(TableSchema table, Facts facts) throws IOException {
    List<String> pending = new ArrayList<>();
    for (Row row : facts.rows(table.name())) {
      StringBuilder values = new StringBuilder("(");
      for (int i = 0; i < row.values().length; i++) {
        values.append(i == 0 ? "" : ",").append(SqlLiteral.of(row.values()[i]));
      }
      pending.add(values.append(')').toString());
      if (pending.size() == ROWS_PER_INSERT) {
        flush(table, pending);
      }
    }
    flush(table, pending);
  }

  private void flush(TableSchema table, List<String> rows) throws IOException {
    if (!rows.isEmpty()) {
      line("insert into " + table.name() + " values");
      line(String.join(",\n", rows) + ";");
      rows.clear();
    }
  }

  private static boolean hasRun(CheckResult result) {
    return !result.columns().isEmpty();
  }

  private void checks(Assessment assessment) throws IOException {
    line("");
    line("-- One row per examined object: pass is 1, 0, or null where the facts do not decide.");
    line("create table replay (check_id text, subject text, pass integer);");
    line("create table replay_check (check_id text primary key, verdict text);");
    for (CheckResult result : assessment.checks()) {
      Check check = result.check();
      String id = SqlLiteral.of(check.id());
      line("");
      line("-- " + check.id() + ": " + check.title().replaceAll("\\R", " "));
      line(
          "insert into replay_check values ("
              + id
              + ", "
              + SqlLiteral.of(result.verdict().word())
              + ");");
      if (!hasRun(result) || !(check.test() instanceof Check.Test.Query query)) {
        line("-- " + result.reason().orElse("not run").replaceAll("\\R", " "));
        continue;
      }
      parameters(result);
      line("insert into replay select " + id + ", subject, pass from (");
      line(query.sql().strip());
      line(");");
      for (String name : judged.parameters(check).keySet()) {
        line("drop table temp." + name + ";");
      }
      for (CheckResult.Undecided undecided : result.undecided()) {
        line(
            "update replay set pass = null where check_id = "
                + id
                + " and pass <> 0 and subject = "
                + SqlLiteral.of(undecided.subject())
                + "; -- "
                + undecided.reason().replaceAll("\\R", " "));
      }
    }
    line("");
    line("select c.check_id, count(r.check_id)");
    line("from replay_check c left join replay r on r.check_id = c.check_id and r.pass = 0");
    line("group by c.check_id order by c.check_id;");
  }

  /** Parameters as the checks see them: integers where the text is one. */
  private void parameters(CheckResult result) throws IOException {
    for (Map.Entry<String, List<String>> parameter : judged.parameters(result.check()).entrySet()) {
      line("create temp table " + parameter.getKey() + " (value);");
      for (String value : parameter.getValue()) {
        Object literal = value.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(value) : value;
        line("insert into " + parameter.getKey() + " values (" + SqlLiteral.of(literal) + ");");
      }
    }
  }
}
