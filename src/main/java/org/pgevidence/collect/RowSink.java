package org.pgevidence.collect;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Turns the rows of one query into rows of one or more fact tables. */
interface RowSink {
  /** Called with the cursor on each row. */
  void accept(ResultSet row) throws SQLException, IOException;

  /** What was written, the query's own table first. */
  List<Written> written();

  /** Rows written to a table; {@code part} tells several sources of one table apart, else "". */
  record Written(String table, String part, long rows) {}

  /** Opens a sink when its query answers, so that a refused table is not provided at all. */
  @FunctionalInterface
  interface Source {
    /** Opens the writers, so that a table without rows is provided too. */
    RowSink open() throws IOException;
  }
}
