package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A privilege of PostgreSQL; the order is that of the bits in the masks of {@code acl_entry}. */
public enum Privilege {
  INSERT(1),
  SELECT(2),
  UPDATE(4),
  DELETE(8),
  TRUNCATE(16),
  REFERENCES(32),
  TRIGGER(64),
  EXECUTE(128),
  USAGE(256),
  CREATE(512),
  TEMPORARY(1024),
  CONNECT(2048),
  SET(4096),
  ALTER_SYSTEM(8192),
  /** Since 17. */
  MAINTAIN(16384);

  private final int bit;

  Privilege(int bit) {
    this.bit = bit;
  }

  /** Bit of this privilege in a mask. */
  int bit() {
    return bit;
  }

  /** Whether a mask has this privilege. */
  boolean isIn(long mask) {
    return (mask & bit()) != 0;
  }

  /** Name as has_*_privilege() takes it, e.g. ALTER SYSTEM. */
  public String sqlName() {
    return name().replace('_', ' ');
  }

  /** A privilege by its SQL name in any case; TEMP is TEMPORARY. */
  public static Optional<Privilege> named(String name) {
    String wanted = name.strip().toUpperCase(Locale.ROOT).replace('_', ' ');
    for (Privilege privilege : values()) {
      if (privilege.sqlName().equals(wanted.equals("TEMP") ? "TEMPORARY" : wanted)) {
        return Optional.of(privilege);
      }
    }
    return Optional.empty();
  }

  /** SQL names of the privileges in a mask, sorted and joined by a comma. */
  static String names(long mask) {
    List<String> names = new ArrayList<>();
    for (Privilege privilege : values()) {
      if (privilege.isIn(mask)) {
        names.add(privilege.sqlName());
      }
    }
    names.sort(null);
    return String.join(", ", names);
  }
}
