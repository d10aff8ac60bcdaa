package org.pgevidence.redact;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values of settings. Names of roles are looked for only where a setting holds names: "replica" of
 * wal_level is a word, even where a role is called so.
 */
final class SettingValues {
  private static final Set<String> WITH_NAMES =
      Set.of(
          "pgaudit.role",
          "role",
          "session_authorization",
          "search_path",
          "cluster_name",
          "application_name",
          "primary_slot_name",
          "synchronous_standby_names",
          "syslog_ident",
          "event_source",
          "default_tablespace",
          "temp_tablespaces",
          "log_line_prefix",
          "log_filename",
          "bonjour_name",
          "synchronized_standby_slots");

  private SettingValues() {}

  static String of(Redactor redactor, NameScanner names, @Nullable String setting, String value) {
    if (setting == null) {
      return redactor.prose(value);
    }
    return WITH_NAMES.contains(setting) ? names.scan(value) : redactor.places(value);
  }
}
