package org.pgevidence.collect.log;

import java.util.regex.Pattern;

/**
 * Makes one safe line of an error: no control characters, no connection strings, no statement text,
 * no bytes of encrypted files, at most 200 characters.
 */
final class Redaction {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)((?:password|passwd|pass|secret|token|key|conninfo|sslpassword)\\s*[=:]\\s*)\\S+");
  private static final Pattern URI = Pattern.compile("(?i)\\b[a-z]+://\\S+");
  private static final Pattern STATEMENT =
      Pattern.compile("(?is)\\b(command was|query was|statement|line \\d+): .*");

  private Redaction() {}

  static String line(String text) {
    String first = text.strip().lines().findFirst().orElse("");
    if (first.chars().anyMatch(c -> c == 0xFFFD || (c < 0x20 && c != '\t'))) {
      first = first.substring(0, firstBad(first)) + "(unreadable bytes)";
    }
    String safe = SECRET.matcher(first).replaceAll("$1(redacted)");
    safe = URI.matcher(safe).replaceAll("(address redacted)");
    safe = STATEMENT.matcher(safe).replaceAll("$1: (redacted)");
    return safe.length() > 200 ? safe.substring(0, 200) + "…" : safe;
  }

  private static int firstBad(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0xFFFD || (c < 0x20 && c != '\t')) {
        return i;
      }
    }
    return text.length();
  }
}
