package org.pgevidence.privilege;

import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/** Positions in table relation, looked up once: a hundred thousand rows are read by them. */
final class RelationColumns {
  private static final TableSchema TABLE = Schema.standard().table("relation");

  final int database = TABLE.index("database");
  final int oid = TABLE.index("oid");
  final int schema = TABLE.index("schema_oid");
  final int name = TABLE.index("name_quoted");
  final int kind = TABLE.index("kind");
  final int owner = TABLE.index("owner_oid");
  final int isSystem = TABLE.index("is_system");
  final int extension = TABLE.index("extension");
}
