package org.pgevidence.collect.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a logged text of GRANT, REVOKE or CREATE, ALTER, DROP ROLE does, as names and keywords.
 * Literals (passwords) are passed over and never kept; of options only known keywords are.
 */
final class AccessSql {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");
  private static final Set<String> OPTIONS =
      words(
          "superuser nosuperuser createdb nocreatedb createrole nocreaterole inherit noinherit login"
              + " nologin replication noreplication bypassrls nobypassrls connection valid password"
              + " rename set reset admin");
  private static final Set<String> KINDS =
      words(
          "table sequence database domain function procedure routine language parameter schema"
              + " tablespace type");
  private static final Set<String> ENDS =
      Set.of("with", "granted", "cascade", "restrict", ";", "in");
  private static final int MOST = 1_000;

  private final List<String> tokens;
  private final List<Act> acts = new ArrayList<>();
  private int at;

  /**
   * One act on one role or object for one grantee.
   *
   * @param kind grant, revoke, create role, alter role, drop role
   * @param role raw name of the role that is granted or changed; "" when the act is on an object
   * @param grantee raw name; "" where there is none, PUBLIC as a word
   * @param object name of an object as PostgreSQL would print it; "" when the act is on a role
   * @param words privileges or options as keywords
   */
  record Act(String kind, String role, String grantee, String object, String words) {}

  private static Set<String> words(String list) {
    return Set.of(list.split(" ", -1));
  }

  private AccessSql(List<String> tokens) {
    this.tokens = tokens;
  }

  /**
   * The acts of a text of one or more statements, in order; empty where it has none, or where the
   * end of a literal is not sure: none may be taken for a name.
   */
  static List<Act> read(String text) {
    AccessSql sql = new AccessSql(SqlTokens.of(text).orElse(List.of()));
    while (sql.at < sql.tokens.size() && sql.acts.size() < MOST) {
      sql.statement();
      while (sql.at < sql.tokens.size() && !sql.next().equals(";")) {
        // to the end of the statement
      }
    }
    return sql.acts;
  }

  private String peek(int ahead) {
    return at + ahead < tokens.size() ? tokens.get(at + ahead) : ";";
  }

  private String next() {
    String token = peek(0);
    at++;
    return token;
  }

  private boolean take(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).equals(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  private void statement() {
    String verb = next();
    switch (verb) {
      case "grant", "revoke" -> grant(verb);
      case "create", "alter", "drop" -> {
        if ((take("role") || take("user") || take("group")) && !peek(0).equals("mapping")) {
          role(verb);
        }
      }
      default -> {
        // no act on rights
      }
    }
  }

  private void grant(String verb) {
    for (String option : List.of("grant", "admin", "inherit", "set")) {
      take(option, "option", "for");
    }
    List<String> what = new ArrayList<>();
    int depth = 0;
    while (at < tokens.size()
        && !(depth == 0 && Set.of("on", "to", "from", ";").contains(peek(0)))) {
      depth += peek(0).equals("(") ? 1 : peek(0).equals(")") ? -1 : 0;
      what.add(next());
    }
    List<String> objects = take("on") ? objects() : List.of();
    if (!take("to") && !take("from")) {
      return;
    }
    List<String> grantees = names();
    if (objects.isEmpty()) {
      what.stream()
          .filter(role -> !role.equals(","))
          .forEach(role -> grantees.forEach(who -> add(new Act(verb, raw(role), who, "", ""))));
    } else {
      String words = privileges(what);
      objects.forEach(
          object -> grantees.forEach(who -> add(new Act(verb, "", who, object, words))));
    }
  }

  private void add(Act act) {
    if (acts.size() < MOST) {
      acts.add(act);
    }
  }

  /** Privileges without their columns. */
  private static String privileges(List<String> what) {
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

  private List<String> objects() {
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
    while (at < tokens.size() && !(depth == 0 && Set.of("to", "from", ";").contains(peek(0)))) {
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

  private void role(String verb) {
    take("if", "exists");
    String name = next();
    if (name.equals(";")) {
      return;
    }
    if (verb.equals("drop")) {
      at--;
      names().forEach(one -> add(new Act("drop role", one, "", "", "")));
      return;
    }
    List<String> words = new ArrayList<>();
    while (!peek(0).equals(";")) {
      String word = next();
      if (word.equals("set") || word.equals("reset")) {
        words.add(word.toUpperCase(Locale.ROOT) + " " + printed(next()));
        break;
      }
      if (OPTIONS.contains(word)) {
        words.add(word.toUpperCase(Locale.ROOT));
      }
      if (verb.equals("create") && word.equals("in") && (take("role") || take("group"))) {
        names().forEach(role -> add(new Act("grant", role, raw(name), "", "")));
      }
    }
    add(new Act(verb + " role", raw(name), "", "", String.join(", ", words)));
  }

  /** Names up to the end of a list. */
  private List<String> names() {
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
  private static String raw(String token) {
    if (token.startsWith("\"") && token.length() > 1) {
      return token.substring(1, token.length() - 1).replace("\"\"", "\"");
    }
    return token.equals("public") ? "PUBLIC" : token;
  }

  private static String printed(String token) {
    if (!token.startsWith("\"")) {
      return token;
    }
    String inner = token.substring(1, Math.max(1, token.length() - 1));
    return PLAIN.matcher(inner).matches() ? inner : token;
  }
}
