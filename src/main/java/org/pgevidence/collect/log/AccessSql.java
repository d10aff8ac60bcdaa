package org.pgevidence.collect.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a logged text of statements on roles, rights and owners does, as names and keywords.
 * Literals (passwords) are passed over and never kept; of options only known keywords are.
 */
final class AccessSql {
  private static final Set<String> OPTIONS =
      Set.of(
          "superuser nosuperuser createdb nocreatedb createrole nocreaterole inherit noinherit login"
              .concat(" nologin replication noreplication bypassrls nobypassrls connection valid")
              .concat(" password rename set reset admin")
              .split(" ", -1));
  private static final int MOST = 1_000;

  private final SqlWords words;
  private final List<Act> acts = new ArrayList<>();

  /**
   * One act on one role or object for one grantee.
   *
   * @param kind as the column of access_statement
   * @param role raw name of the role that is granted or changed; "" when the act is on an object
   * @param grantee raw name; "" where there is none, PUBLIC as a word
   * @param object name of an object as PostgreSQL would print it; "" when the act is on a role
   * @param words privileges, options or the kind of the object as keywords
   */
  record Act(String kind, String role, String grantee, String object, String words) {}

  private AccessSql(SqlWords words) {
    this.words = words;
  }

  /**
   * The acts of a text of one or more statements, in order; empty where it has none, or where the
   * end of a literal is not sure: none may be taken for a name.
   */
  static List<Act> read(String text) {
    AccessSql sql = new AccessSql(new SqlWords(SqlTokens.of(text).orElse(List.of())));
    while (!sql.words.isOver() && sql.acts.size() < MOST) {
      sql.statement();
      sql.words.skipStatement();
    }
    return sql.acts.size() > MOST ? sql.acts.subList(0, MOST) : sql.acts;
  }

  private void statement() {
    OwnerSql owners = new OwnerSql(words);
    String verb = words.next();
    switch (verb) {
      case "grant", "revoke" -> grant(verb);
      case "reassign" -> acts.addAll(owners.owned(verb));
      case "create", "alter", "drop" -> {
        if (words.take("role") || words.take("user") || words.take("group")) {
          if (!words.peek(0).equals("mapping")) {
            role(verb);
          }
        } else if (verb.equals("drop")) {
          acts.addAll(owners.owned(verb));
        } else if (verb.equals("alter")) {
          acts.addAll(owners.altered());
        }
      }
      default -> {
        // no act on rights
      }
    }
  }

  private void grant(String verb) {
    List<String> what = words.granted();
    List<String> objects = words.take("on") ? words.objects() : List.of();
    if (!words.take("to") && !words.take("from")) {
      return;
    }
    List<String> grantees = words.names();
    if (objects.isEmpty()) {
      what.stream()
          .filter(role -> !role.equals(","))
          .map(SqlWords::raw)
          .forEach(role -> grantees.forEach(who -> add(new Act(verb, role, who, "", ""))));
    } else {
      String privileges = SqlWords.privileges(what);
      objects.forEach(
          object -> grantees.forEach(who -> add(new Act(verb, "", who, object, privileges))));
    }
  }

  private void add(Act act) {
    if (acts.size() < MOST) {
      acts.add(act);
    }
  }

  private void role(String verb) {
    words.take("if", "exists");
    if (words.peek(0).equals(";")) {
      return;
    }
    if (verb.equals("drop")) {
      words.names().forEach(one -> add(new Act("drop role", one, "", "", "")));
      return;
    }
    String name = SqlWords.raw(words.next());
    List<String> options = new ArrayList<>();
    while (!words.peek(0).equals(";")) {
      String word = words.next();
      if (word.equals("set") || word.equals("reset")) {
        options.add(word.toUpperCase(Locale.ROOT) + " " + SqlWords.printed(words.next()));
        break;
      }
      if (OPTIONS.contains(word)) {
        options.add(word.toUpperCase(Locale.ROOT));
      }
      if (verb.equals("create")
          && word.equals("in")
          && (words.take("role") || words.take("group"))) {
        words.names().forEach(role -> add(new Act("grant", role, name, "", "")));
      }
    }
    add(new Act(verb + " role", name, "", "", String.join(", ", options)));
  }
}
