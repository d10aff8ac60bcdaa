package org.pgevidence.collect.log;

import java.io.IOException;

/** Reads the lines of one file in one format and puts rows into its {@link LogContext}. */
interface LogParser {
  /** The next line; {@code line} is reused by the caller. */
  void line(Line line) throws IOException;

  /** One file of a log ended; what is open may go on in the next one. */
  default void fileEnds() throws IOException {}

  /** The log ended; whatever is still open is reported as such. */
  void end() throws IOException;
}
