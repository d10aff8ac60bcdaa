package org.pgevidence.collect.log;

/** Whether bytes of a log may be a statement on roles and rights, told without reading its text. */
final class AccessVerbs {
  private AccessVerbs() {}

  /** Whether a message may hold such a statement, by its first bytes. */
  static boolean isInteresting(Line line, int at) {
    return switch (line.at(at)) {
      case 's' -> line.startsWith(at, "statement: ") && mayAct(line, at + 11);
      case 'e' -> line.startsWith(at, "execute ") && isVerb(line, line.indexOf(": ", at) + 2);
      case 'd' ->
          line.startsWith(at, "duration: ")
              && mayAct(line, line.indexOf(": ", at + 10, at + 80) + 2);
      case 'A' ->
          line.startsWith(at, "AUDIT: ")
              && (line.indexOf(",ROLE,", at, at + 60) > 0
                  || line.indexOf(",DDL,ALTER ", at, at + 60) > 0);
      default -> false;
    };
  }

  /** Whether a text begins with such a statement, or has one behind a semicolon. */
  static boolean mayAct(Line line, int at) {
    if (isVerb(line, at)) {
      return true;
    }
    for (int end = line.indexOf(";", at); end >= 0; end = line.indexOf(";", end + 1)) {
      int next = end + 1;
      while (line.at(next) == '\\' && "nrt".indexOf(line.at(next + 1)) >= 0) { // in JSON
        next += 2;
      }
      if (isVerb(line, next)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text begins with the verb of such a statement, or of one that others follow. */
  static boolean isVerb(Line line, int at) {
    int start = at;
    while (line.at(start) == ' ' || line.at(start) == '\t' || line.at(start) == '(') {
      start++;
    }
    if (line.startsWith(start, "/*")) {
      int end = line.indexOf("*/", start + 2);
      return end < 0 || isVerb(line, end + 2);
    }
    return switch (line.at(start) | 0x20) {
      case '-' -> line.startsWith(start, "--");
      case 'g' -> line.startsWithIgnoringCase(start, "grant");
      case 'r' ->
          line.startsWithIgnoringCase(start, "revoke")
              || line.startsWithIgnoringCase(start, "reassign");
      case 'b' -> line.startsWithIgnoringCase(start, "begin");
      case 's' ->
          line.startsWithIgnoringCase(start, "start ")
              || line.startsWithIgnoringCase(start, "set ");
      case 'c' -> line.startsWithIgnoringCase(start, "create ");
      case 'a' -> line.startsWithIgnoringCase(start, "alter ");
      case 'd' -> line.startsWithIgnoringCase(start, "drop ");
      default -> false;
    };
  }
}
