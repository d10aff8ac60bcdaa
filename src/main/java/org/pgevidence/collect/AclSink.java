package org.pgevidence.collect;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.fact.TableWriter;

/**
 * Takes the ACL dictionary apart: one row of the query is one distinct ACL with all its members and
 * entries. An ACL without entries ({}) leaves members without any row in acl_entry.
 */
final class AclSink implements RowSink {
  private final String database;
  private final TableWriter members;
  private final TableWriter entries;
  private final boolean isOfColumns;
  private String kind = "";
  private long aclId;
  private long memberRows;
  private long entryRows;

  AclSink(SnapshotWriter writer, String table, String database) throws IOException {
    this.database = database;
    members = writer.table(table);
    entries = writer.table("acl_entry");
    isOfColumns = table.equals("acl_column");
  }

  @Override
  public void accept(ResultSet row) throws SQLException, IOException {
    String next = row.getString(1);
    aclId = next.equals(kind) ? aclId + 1 : 1;
    kind = next;
    if (isOfColumns) {
      columns(row.getString(2));
    } else {
      objects(row.getString(2));
    }
    String list = row.getString(3);
    if (list != null) {
      entries(list);
    }
  }

  /** The server cannot sort while it groups by an ACL, so members are put in order here. */
  private void objects(String list) throws IOException {
    long[] oids = Arrays.stream(list.split(",")).mapToLong(Long::parseLong).sorted().toArray();
    for (long oid : oids) {
      members.row(database, kind, oid, aclId);
    }
    memberRows += oids.length;
  }

  private void columns(String json) throws IOException {
    if (!(Json.parse(json) instanceof List<?> list)) {
      throw new IOException("the dictionary of column ACLs is no JSON array");
    }
    List<List<?>> columns = new ArrayList<>();
    list.forEach(item -> columns.add((List<?>) item));
    columns.sort(
        Comparator.<List<?>>comparingLong(column -> (Long) column.get(0))
            .thenComparingLong(column -> (Long) column.get(1)));
    for (List<?> column : columns) {
      members.row(database, column.get(0), column.get(1), column.get(2), aclId);
    }
    memberRows += columns.size();
  }

  private void entries(String list) throws IOException {
    for (String entry : list.split(";")) {
      int first = entry.indexOf(',');
      int second = entry.indexOf(',', first + 1);
      long mask = number(entry, second + 1, entry.length());
      entries.row(
          database,
          kind,
          aclId,
          number(entry, 0, first),
          number(entry, first + 1, second),
          mask & 0xFFFFFFFFL,
          mask >>> 32);
      entryRows++;
    }
  }

  private static long number(String text, int from, int to) {
    return Long.parseLong(text, from, to, 10);
  }

  @Override
  public List<Written> written() {
    return List.of(
        new Written(members.table().name(), "", memberRows),
        new Written("acl_entry", isOfColumns ? "columns" : "objects", entryRows));
  }
}
