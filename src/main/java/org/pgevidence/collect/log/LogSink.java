package org.pgevidence.collect.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Gap;

/** Where readers put rows and gaps; the collector writes them into the snapshot. */
public interface LogSink {
  /** One row of a table of {@code schema/fact/backup.sql}, in the order of its columns. */
  void row(String table, @Nullable Object... values) throws IOException;

  /** Something that could not be read or understood, with file and line. */
  void gap(Gap gap);
}
