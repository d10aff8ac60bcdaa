package org.pgevidence.collect;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.hba.RawAuthFiles;
import org.pgevidence.collect.hba.ServerBuild;
import org.pgevidence.collect.hba.SqlServerFiles;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.fact.TableWriter;

/** Reads pg_hba.conf, pg_ident.conf and what they include through the server, with quoting kept. */
final class RawAuth {
  private static final String SETTING = "select setting from pg_catalog.pg_settings where name = ?";
  private static final String LEARN =
      "select pg_catalog.string_agg(error, E'\\n') from pg_catalog.pg_hba_file_rules";

  /** Before it the file is the only source of the maps, and nothing is missing once it was read. */
  private static final int FIRST_WITH_IDENT_VIEW = 15;

  private final Session session;
  private final SnapshotWriter writer;
  private final Provenance provenance;

  RawAuth(Session session, SnapshotWriter writer, Provenance provenance) {
    this.session = session;
    this.writer = writer;
    this.provenance = provenance;
  }

  /** Fills hba_line, ident_line and hba_file, or writes a gap for each. */
  void read() throws SQLException, IOException {
    @Nullable String hbaPath = session.text(SETTING, "hba_file");
    @Nullable String identPath = session.text(SETTING, "ident_file");
    if (hbaPath == null || identPath == null) {
      List.of("hba_line", "ident_line", "hba_file")
          .forEach(table -> gap(table, "the paths of the files are hidden from this role"));
      return;
    }
    String startedAt = Clock.now();
    RawAuthFiles files =
        RawAuthFiles.read(new SqlServerFiles(session.connection()), build(), hbaPath, identPath);
    Optional<String> hbaFault = files.fault("hba");
    Optional<String> identFault = files.fault("ident");
    if (hbaFault.isPresent()) {
      gap("hba_line", hbaFault.get());
    } else {
      TableWriter table = writer.table("hba_line");
      files.writeRules(table);
      source(table, hbaPath, startedAt);
    }
    if (identFault.isPresent()) {
      gap("ident_line", identFault.get());
    } else {
      TableWriter table = writer.table("ident_line");
      files.writeMaps(table);
      source(table, identPath, startedAt);
      if (session.reader().major() < FIRST_WITH_IDENT_VIEW) {
        writer.withdrawGaps("ident_rule");
      }
    }
    TableWriter table = writer.table("hba_file");
    files.writeFiles(table);
    source(table, hbaPath, startedAt);
  }

  private void source(TableWriter table, String path, String startedAt) {
    FactQuery query =
        new FactQuery(
            table.table().name(), SqlServerFiles.readStatement(), java.util.Map.of("file", path));
    provenance.query(
        new RowSink.Written(table.table().name(), "", table.rows()),
        "",
        query,
        session.reader(),
        startedAt,
        Optional.empty());
  }

  private ServerBuild build() throws SQLException {
    ServerBuild build = ServerBuild.ofMajor(session.reader().major());
    @Nullable String tls = session.text(SETTING, "ssl");
    if (tls != null) {
      build = build.withTls(tls.equals("on"));
    }
    try {
      @Nullable String errors = session.text(LEARN);
      return errors == null ? build : build.learning(errors.lines().toList());
    } catch (SQLException e) {
      if (org.pgevidence.collect.target.ConnectionFault.isBroken(e)) {
        throw e;
      }
      return build;
    }
  }

  private void gap(String table, String met) {
    writer.gap(
        new Gap(
            table,
            "",
            Gap.Extent.TABLE,
            List.of(),
            "",
            table
                + " could not be read as role "
                + session.reader().quoted()
                + ": "
                + met.replaceFirst("^ERROR: ", ""),
            Optional.of(
                "superuser, or pg_read_server_files with EXECUTE on pg_read_binary_file, pg_stat_file and pg_ls_dir"),
            "Collect once as a superuser; a role with pg_read_server_files could read every file of the server."));
  }
}
