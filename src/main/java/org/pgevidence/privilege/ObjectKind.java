package org.pgevidence.privilege;

import static org.pgevidence.privilege.Privilege.ALTER_SYSTEM;
import static org.pgevidence.privilege.Privilege.CONNECT;
import static org.pgevidence.privilege.Privilege.CREATE;
import static org.pgevidence.privilege.Privilege.DELETE;
import static org.pgevidence.privilege.Privilege.EXECUTE;
import static org.pgevidence.privilege.Privilege.INSERT;
import static org.pgevidence.privilege.Privilege.MAINTAIN;
import static org.pgevidence.privilege.Privilege.REFERENCES;
import static org.pgevidence.privilege.Privilege.SELECT;
import static org.pgevidence.privilege.Privilege.SET;
import static org.pgevidence.privilege.Privilege.TEMPORARY;
import static org.pgevidence.privilege.Privilege.TRIGGER;
import static org.pgevidence.privilege.Privilege.TRUNCATE;
import static org.pgevidence.privilege.Privilege.UPDATE;
import static org.pgevidence.privilege.Privilege.USAGE;

import java.util.List;

/** A kind of object that carries privileges, with the privileges that exist for it. */
public enum ObjectKind {
  TABLE("table", "r", relation()),
  SEQUENCE("sequence", "s", List.of(SELECT, UPDATE, USAGE)),
  VIEW("view", "r", relation()),
  MATERIALIZED_VIEW("materialized view", "r", relation()),
  FOREIGN_TABLE("foreign table", "r", relation()),
  /** Only where it differs from the table's own privilege. */
  COLUMN("column", "c", List.of(INSERT, REFERENCES, SELECT, UPDATE)),
  SCHEMA("schema", "n", List.of(CREATE, USAGE)),
  DATABASE("database", "d", List.of(CONNECT, CREATE, TEMPORARY)),
  /** Procedures and aggregates too. */
  FUNCTION("function", "f", List.of(EXECUTE)),
  LANGUAGE("language", "l", List.of(USAGE)),
  FOREIGN_DATA_WRAPPER("foreign data wrapper", "F", List.of(USAGE)),
  FOREIGN_SERVER("foreign server", "S", List.of(USAGE)),
  TYPE("type", "T", List.of(USAGE)),
  TABLESPACE("tablespace", "t", List.of(CREATE)),
  LARGE_OBJECT("large object", "L", List.of(SELECT, UPDATE)),
  /** Since 15. */
  PARAMETER("parameter", "p", List.of(ALTER_SYSTEM, SET));

  private final String word;
  private final String letter;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Privilege> privileges;

  ObjectKind(String word, String letter, List<Privilege> privileges) {
    this.word = word;
    this.letter = letter;
    this.privileges = privileges;
  }

  private static List<Privilege> relation() {
    return List.of(DELETE, INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE);
  }

  /** The word that command access prints. */
  public String word() {
    return word;
  }

  /** Letter of acldefault(), as in the acl tables. */
  String letter() {
    return letter;
  }

  /** Privileges that exist for this kind in a major version, sorted by name. */
  public List<Privilege> privileges(int major) {
    return major >= 17 ? privileges : privileges.stream().filter(p -> p != MAINTAIN).toList();
  }

  /** Whether it is a row of table relation. */
  public boolean isRelation() {
    return switch (this) {
      case TABLE, SEQUENCE, VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE -> true;
      default -> false;
    };
  }

  /** Kind of a relation by {@code relation.kind}. */
  static ObjectKind ofRelation(String letter) {
    return switch (letter) {
      case "r", "p" -> TABLE;
      case "v" -> VIEW;
      case "m" -> MATERIALIZED_VIEW;
      case "f" -> FOREIGN_TABLE;
      case "S" -> SEQUENCE;
      default -> throw new IllegalArgumentException("relation kind " + letter);
    };
  }
}
