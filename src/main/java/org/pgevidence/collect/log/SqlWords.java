package org.pgevidence.collect.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the tokens of SQL texts forward: words, lists of names, of privileges, of objects. */
final class SqlWords {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");
  private static final Set<String> KINDS =
      Set.of(
          "table sequence database domain function procedure routine language parameter schema"
              .concat(" tablespace type")
              .split(" ", -1));
  private static final Set<String> ENDS =
      Set.of("with", "granted", "cascade", "restrict", ";", "in", "to");

  private final List<String> tokens;
  private int at;

  SqlWords(List<String> tokens) {
    this.tokens = tokens;
  }

  boolean isOver() {
    return at >= tokens.size();
  }

  /** A token ahead; behind the last one there are only ends of statements. */
  String peek(int ahead) {
    return at + ahead < tokens.size() ? tokens.get(at + ahead) : ";";
  }

  String next() {
    String token = peek(0);
    at++;
    return token;
  }

  /** Goes past words when they come next. */
  boolean take(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).equals(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  void skipStatement() {
    while (!isOver() && !next().equals(";")) {
      // to the end of the statement
    }
  }

  /** What is granted: tokens up to the objects or the grantees. */
  List<String> granted() {
    for (String option : List.of("grant", "admin", "inherit", "set")) {
      take(option, "option", "for");
    }
    List<String> what = new ArrayList<>();
    int depth = 0;
    while (!isOver() && !(depth == 0 && Set.of("on", "to", "from", ";").contains(peek(0)))) {
      depth += peek(0).equals("(") ? 1 : peek(0).equals(")") ? -1 : 0;
      what.add(next());
    }
    return what;
  }

  /** Privileges without their columns. */
  static String privileges(List<String> what) {
    StringBuilder words = new StringBuilder();
    int depth = 0;
    for (String token : what) {
      depth += token.equals("(") ? 1 : 0;
      if (depth == 0 && token.equals(",")) {
        words.append(", ");
      } else if (depth == 0 && token.matches("[a-z]+")) {
        words.append(words.isEmpty() || words.charAt(words.length() - 1) == ' ' ? "" : " ");
        words.append(token.toUpperCase(Locale.ROOT));
      }
      depth -= token.equals(")") ? 1 : 0;
    }
    return words.toString();
  }

  /** Objects of a grant, without the arguments of functions. */
  List<String> objects() {
    String prefix = "";
    if (take("all")) {
      String kind = next();
      take("in", "schema");
      prefix = "all " + kind + " in schema ";
    } else if (take("foreign", "data", "wrapper")
        || take("foreign", "server")
        || take("large", "object")) {
      prefix = "";
    } else if (KINDS.contains(peek(0)) && !Set.of(".", ",", "to", "from").contains(peek(1))) {
      next();
    }
    List<String> objects = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    int depth = 0;
    while (!isOver() && !(depth == 0 && Set.of("to", "from", ";").contains(peek(0)))) {
      String token = next();
      if (depth == 0 && token.equals(",")) {
        objects.add(prefix + name);
        name.setLength(0);
      } else if (token.equals("(")) {
        depth++;
      } else if (token.equals(")")) {
        depth--;
      } else if (depth == 0) {
        name.append(token.equals(".") ? token : printed(token));
      }
    }
    objects.add(prefix + name);
    return objects;
  }

  /** Name of one object, with its schema where it has one. */
  String object() {
    StringBuilder name = new StringBuilder(printed(next()));
    while (take(".")) {
      name.append('.').append(printed(next()));
    }
    return name.toString();
  }

  /** Names of roles up to the end of a list, raw. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      if (!peek(1).equals(",") && !ENDS.contains(peek(1))) {
        take("group");
      }
      names.add(raw(next()));
    } while (take(","));
    return names;
  }

  /** A name without its quotes; PUBLIC in capitals, as no unquoted role can be called. */
  static String raw(String token) {
    if (token.startsWith("\"") && token.length() > 1) {
      return token.substring(1, token.length() - 1).replace("\"\"", "\"");
    }
    return token.equals("public") ? "PUBLIC" : token;
  }

  static String printed(String token) {
    if (!token.startsWith("\"")) {
      return token;
    }
    String inner = token.substring(1, Math.max(1, token.length() - 1));
    return PLAIN.matcher(inner).matches() ? inner : token;
  }
}
