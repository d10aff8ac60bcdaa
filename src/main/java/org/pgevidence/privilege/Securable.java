package org.pgevidence.privilege;

import java.util.Comparator;
import java.util.Optional;

/**
 * An object that carries privileges.
 *
 * @param database "" for tablespace and parameter; for a database its own name
 * @param number column number; 0 for all other kinds
 * @param name as the server prints it
 * @param owner index of the owning role; -1 when its OID is no role
 * @param schemaOid schema it lives in, its own OID for a schema; 0 = none
 * @param isSystem part of the server itself
 * @param isCatalogTable system table whose write privileges are for superusers only
 * @param extension extension it is a member of
 * @param table the table of a column
 */
record Securable(
    ObjectKind kind,
    String database,
    long oid,
    int number,
    String name,
    int owner,
    long schemaOid,
    boolean isSystem,
    boolean isCatalogTable,
    Optional<String> extension,
    Acl acl,
    Optional<Securable> table) {
  /** Order of command access: database, kind, name by code point. */
  static final Comparator<Securable> ORDER =
      Comparator.comparing(Securable::database, CodePoints.ORDER)
          .thenComparing(securable -> securable.kind().word(), CodePoints.ORDER)
          .thenComparing(Securable::name, CodePoints.ORDER)
          .thenComparingLong(Securable::oid);

  /** Whether it is listed without --all-objects. */
  boolean isOrdinary() {
    return !isSystem && extension.isEmpty();
  }

  /** Database and name, as in the subject of a finding. */
  String subject() {
    return database.isEmpty() || kind == ObjectKind.DATABASE ? name : database + ": " + name;
  }
}
