package org.pgevidence.collect.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pgevidence.collect.log.AccessSql.Act;

/**
 * Statements on owners and what they hold: ALTER … OWNER TO, REASSIGN OWNED, DROP OWNED, ALTER
 * DEFAULT PRIVILEGES.
 */
final class OwnerSql {
  /** Longer names first: the words of one begin another. */
  private static final List<String> KINDS =
      List.of(
          "foreign data wrapper",
          "materialized view",
          "foreign table",
          "event trigger",
          "large object",
          "procedural language",
          "table",
          "view",
          "sequence",
          "schema",
          "database",
          "function",
          "procedure",
          "routine",
          "aggregate",
          "type",
          "domain",
          "server",
          "language",
          "tablespace",
          "publication",
          "subscription");

  private final SqlWords words;

  OwnerSql(SqlWords words) {
    this.words = words;
  }

  /** Behind REASSIGN or DROP. */
  List<Act> owned(String verb) {
    if (!words.take("owned", "by")) {
      return List.of();
    }
    List<String> owners = words.names();
    String heir = words.take("to") ? SqlWords.raw(words.next()) : "";
    return owners.stream().map(one -> new Act(verb + " owned", one, heir, "", "")).toList();
  }

  /** Behind ALTER. */
  List<Act> altered() {
    if (words.take("default", "privileges")) {
      return defaults();
    }
    for (String kind : KINDS) {
      if (words.take(kind.split(" ", -1))) {
        return owner(kind.toUpperCase(Locale.ROOT));
      }
    }
    return List.of();
  }

  private List<Act> owner(String kind) {
    words.take("if", "exists");
    words.take("only");
    String object = words.object();
    if (words.peek(0).equals("rename")) {
      return List.of(); // what is called owner may get a new name
    }
    int depth = 0;
    while (!words.peek(0).equals(";")) {
      if (depth == 0 && words.take("owner", "to")) {
        return List.of(new Act("alter owner", "", SqlWords.raw(words.next()), object, kind));
      }
      String token = words.next();
      depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
    }
    return List.of();
  }

  /** One act per creator, schema and grantee; a creator that is not named is who runs it: "". */
  private List<Act> defaults() {
    List<String> creators = List.of("");
    List<String> schemas = List.of("");
    while (words.peek(0).equals("for") || words.peek(0).equals("in")) {
      if (words.take("in", "schema")) {
        schemas = schemas();
      } else if (words.take("for", "role") || words.take("for", "user")) {
        creators = words.names();
      } else {
        return List.of();
      }
    }
    String verb = words.next();
    List<String> what = words.granted();
    if (!words.take("on")) {
      return List.of();
    }
    String kind = words.take("large", "objects") ? "large objects" : words.next();
    String objects = kind.equals("routines") ? "functions" : kind;
    if (!words.take("to") && !words.take("from")) {
      return List.of();
    }
    List<String> grantees = words.names();
    List<Act> acts = new ArrayList<>();
    for (String creator : creators) {
      for (String schema : schemas) {
        String object = objects + (schema.isEmpty() ? "" : " in schema " + schema);
        for (String grantee : grantees) {
          String privileges = SqlWords.privileges(what);
          acts.add(new Act("default " + verb, creator, grantee, object, privileges));
        }
      }
    }
    return acts;
  }

  private List<String> schemas() {
    List<String> schemas = new ArrayList<>();
    do {
      schemas.add(SqlWords.printed(words.next()));
    } while (words.take(","));
    return schemas;
  }
}
