package org.pgevidence.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into statements, so that each runs on its own as in psql ({@code create database}
 * refuses to run in a batch). Knows comments to the end of the line, quotes and {@code $$} bodies.
 */
final class SqlScript {
  private SqlScript() {}

  static List<String> statements(String script) {
    List<String> found = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    int i = 0;
    while (i < script.length()) {
      int next = end(script, i);
      if (script.startsWith("--", i)) {
        i = next;
        continue;
      }
      if (script.charAt(i) == ';') {
        add(found, statement);
      } else {
        statement.append(script, i, next);
      }
      i = next;
    }
    add(found, statement);
    return found;
  }

  private static int end(String script, int start) {
    if (script.startsWith("--", start)) {
      return past(script, "\n", start + 2);
    }
    if (script.startsWith("$$", start)) {
      return past(script, "$$", start + 2);
    }
    if (script.charAt(start) == '\'') {
      return past(script, "'", start + 1);
    }
    return start + 1;
  }

  private static int past(String script, String mark, int from) {
    int at = script.indexOf(mark, from);
    return at < 0 ? script.length() : at + mark.length();
  }

  private static void add(List<String> found, StringBuilder statement) {
    String text = statement.toString().strip();
    if (!text.isEmpty()) {
      found.add(text);
    }
    statement.setLength(0);
  }
}
