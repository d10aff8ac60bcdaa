package org.pgevidence.collect;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pgevidence.collect.target.ConnectionFault;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.SnapshotWriter;

/**
 * Reads fact tables into a snapshot: rows, provenance, and a gap for whatever was refused or
 * hidden. A query that is refused has a {@code .limited} twin where less can be read with fewer
 * rights, and a {@code .gaps} twin where the server hides rows or values without an error.
 */
final class FactReader {
  private static final String REVOKED =
      "SELECT on the system catalog, which PostgreSQL grants to PUBLIC and which was revoked here";
  private static final String COLLECT_OTHERWISE =
      "Collect again as a superuser, or as the role that pgevidence reader-role describes.";

  private final SnapshotWriter writer;
  private final Provenance provenance;
  private final Set<String> broken = new HashSet<>();

  FactReader(SnapshotWriter writer, Provenance provenance) {
    this.writer = writer;
    this.provenance = provenance;
  }

  /** Reads a table with rows as they come; {@code database} is "" for cluster-wide facts. */
  void read(Session session, String name, String database) throws SQLException, IOException {
    FactQuery query = FactQuery.of(name, session.reader().major());
    read(session, query, database, () -> new CopySink(writer.table(query.table()), database));
  }

  /** Reads with a sink of its own. Throws SQLException only when the connection is lost. */
  void read(Session session, FactQuery query, String database, RowSink.Source sinks)
      throws SQLException, IOException {
    if (broken.contains(query.table())) {
      writer.gap(givenUp(query.table(), database));
    } else if (query.declared("unavailable").isPresent()) {
      gap(session, query, database, query.declared("unavailable").get(), Optional.empty());
    } else if (query
        .declared("requires")
        .filter(right -> !session.reader().holds(right))
        .isPresent()) {
      String reason = cannot(session, query) + "the server hides rows or values of it";
      gap(session, query, database, reason, query.declared("right"));
    } else {
      attempt(session, query, database, sinks);
    }
  }

  /** Tables that were cut off in the middle: they are provided in no database. */
  Set<String> broken() {
    return broken;
  }

  /** The gap of a table whose rows in a database are dropped because it was cut off elsewhere. */
  static Gap givenUp(String table, String database) {
    return Gap.table(
        table,
        database,
        table + " was cut off elsewhere, so that none of its rows count",
        COLLECT_OTHERWISE);
  }

  private void attempt(Session session, FactQuery query, String database, RowSink.Source sinks)
      throws SQLException, IOException {
    Run run = new Run(sinks);
    try {
      run.read(session, query, database);
    } catch (SQLException e) {
      if (ConnectionFault.isBroken(e)) {
        throw e;
      }
      run.undo(query.table());
      Optional<FactQuery> limited =
          FactQuery.find(query.name() + ".limited", session.reader().major());
      if (limited.isPresent() && isRefused(e)) {
        Optional<String> objection = LimitedRead.objection(session, limited.get());
        if (objection.isEmpty()) {
          attempt(session, limited.get(), database, sinks);
          return;
        }
        gap(
            session,
            query,
            database,
            cannot(session, query) + objection.get(),
            query.declared("right"));
        return;
      }
      if (isRefused(e)) {
        Optional<String> right = query.declared("right").or(() -> Optional.of(REVOKED));
        gap(session, query, database, cannot(session, query) + met(e), right);
      } else {
        String reason = cannot(session, query) + met(e);
        writer.gap(Gap.table(query.table(), database, reason, remedy(e)));
      }
      return;
    }
    hidden(session, query, database);
  }

  /** One execution of a query. */
  private final class Run {
    private final RowSink.Source sinks;
    private Optional<RowSink> sink = Optional.empty();

    Run(RowSink.Source sinks) {
      this.sinks = sinks;
    }

    void read(Session session, FactQuery query, String database) throws SQLException, IOException {
      String startedAt = Clock.now();
      session.query(
          Parameters.bind(query.sql()),
          row -> {
            if (sink.isEmpty()) {
              sink = Optional.of(sinks.open());
            }
            sink.get().accept(row);
          });
      Optional<Long> count = count(session, query);
      RowSink used = sink.isPresent() ? sink.get() : sinks.open();
      for (RowSink.Written written : used.written()) {
        boolean isMain = written.table().equals(query.table());
        provenance.query(
            written,
            database,
            query,
            session.reader(),
            startedAt,
            isMain ? count : Optional.empty());
        if (isMain && count.isPresent() && count.get() != written.rows()) {
          miscounted(session, query, database, written.rows(), count.get());
        }
      }
    }

    /** A table that was cut off in the middle is not provided at all, in no database. */
    void undo(String table) throws IOException {
      if (sink.isPresent()) {
        for (RowSink.Written written : sink.get().written()) {
          writer.withdraw(written.table());
          provenance.withdraw(written.table());
          broken.add(written.table());
        }
      } else if (!provenance.has(table)) {
        writer.withdraw(table);
      }
    }
  }

  private void miscounted(
      Session session, FactQuery query, String database, long rows, long count) {
    String reason =
        query.table()
            + " gave "
            + rows
            + " rows, but a second query counts "
            + count
            + " in the same transaction";
    gap(session, query, database, reason, Optional.empty());
  }

  private static Optional<Long> count(Session session, FactQuery query) throws SQLException {
    Optional<String> sql = query.declared("count");
    return sql.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(session.text(sql.get())).map(Long::valueOf);
  }

  private void hidden(Session session, FactQuery query, String database)
      throws SQLException, IOException {
    Optional<FactQuery> gaps = FactQuery.find(query.name() + ".gaps", session.reader().major());
    if (gaps.isPresent()) {
      session.query(
          Parameters.bind(gaps.get().sql()),
          row -> writer.gap(gap(session, query.table(), database, row)));
    }
    if (query.name().endsWith(".limited")) {
      String whole = query.name().substring(0, query.name().lastIndexOf('.'));
      hidden(session, FactQuery.of(whole, session.reader().major()), database);
    }
  }

  private static Gap gap(Session session, String table, String database, ResultSet row)
      throws SQLException {
    List<String> columns =
        Json.parse(row.getString(2)) instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    return new Gap(
        table,
        database,
        Gap.Extent.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
        columns,
        row.getString(3),
        row.getString(4),
        Optional.ofNullable(row.getString(5)),
        fill(session, row.getString(6)));
  }

  private void gap(
      Session session, FactQuery query, String database, String reason, Optional<String> right) {
    String remedy = fill(session, query.declared("remedy").orElse(COLLECT_OTHERWISE));
    writer.gap(
        new Gap(query.table(), database, Gap.Extent.TABLE, List.of(), "", reason, right, remedy));
  }

  private static String cannot(Session session, FactQuery query) {
    return query.table() + " could not be read as role " + session.reader().quoted() + ": ";
  }

  private static String met(SQLException e) {
    if (isRefused(e)) {
      return "permission denied";
    }
    String text = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    return text.replaceFirst("^ERROR: ", "") + " (SQLSTATE " + e.getSQLState() + ")";
  }

  /** What helps where no right is missing. */
  private static String remedy(SQLException e) {
    return switch (String.valueOf(e.getSQLState())) {
      case "55P03" -> "Collect again when no session holds a lock on that catalog.";
      case "57014" -> "Collect again at a quieter time.";
      case "22021" ->
          "A name there is not valid in UTF-8; rename it, or leave the database out with --databases.";
      default -> "See the server's log, and collect again.";
    };
  }

  private static boolean isRefused(SQLException e) {
    return "42501".equals(e.getSQLState());
  }

  private static String fill(Session session, String text) {
    return text.replace("{role}", session.reader().quoted());
  }
}
