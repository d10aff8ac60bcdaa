package org.pgevidence.privilege;

import java.util.EnumMap;
import java.util.Map;

/** Fills public_privilege: what every role may do because PUBLIC may. */
record PublicRows(Estate estate) {
  void fill(DerivedRows rows) {
    rows.provide("public_privilege");
    for (Securable object : estate.securables()) {
      if (object.isSystem()) {
        continue;
      }
      Map<Privilege, Acl.Entry> granted = new EnumMap<>(Privilege.class);
      for (Acl.Entry entry : object.acl().entries()) {
        if (entry.grantee() == Acl.PUBLIC) {
          for (Privilege privilege : object.kind().privileges(estate.major())) {
            if (privilege.isIn(entry.privileges())) {
              granted.putIfAbsent(privilege, entry);
            }
          }
        }
      }
      granted.forEach((privilege, entry) -> add(rows, object, privilege, entry));
    }
  }

  private void add(DerivedRows rows, Securable object, Privilege privilege, Acl.Entry entry) {
    rows.row(
        "public_privilege",
        object.database(),
        object.kind().word(),
        object.oid(),
        object.number(),
        privilege.sqlName(),
        object.name(),
        object.schemaOid() == 0 ? null : object.schemaOid(),
        object.owner() < 0 ? 0 : estate.roles().oid(object.owner()),
        object.acl().isBuiltIn(),
        object.extension().orElse(null));
    rows.entryStep(object, entry, privilege.sqlName());
  }
}
