package org.pgevidence.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The script that makes the least-privileged role for collection, for PostgreSQL 13 to 18. */
public final class ReaderRole {
  private static final String QUOTE = "$types$";

  private ReaderRole() {}

  /** The whole script, to be run by a superuser in each database. */
  public static String script() {
    try (InputStream in = ReaderRole.class.getResourceAsStream("/reader-role.sql")) {
      if (in == null) {
        throw new IllegalStateException("resource /reader-role.sql is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text of the function that classifies password verifiers, as it must stand in pg_proc. */
  static String functionBody() {
    String script = script();
    int from = script.indexOf(QUOTE) + QUOTE.length();
    return script.substring(from, script.indexOf(QUOTE, from));
  }
}
