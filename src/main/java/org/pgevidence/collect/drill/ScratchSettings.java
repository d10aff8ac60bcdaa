package org.pgevidence.collect.drill;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What keeps a restored server apart from production. Given on the command line, where it wins over
 * every configuration file that came with the backup.
 */
final class ScratchSettings {
  private static final List<String> OFF =
      List.of("archive_mode", "logging_collector", "ssl", "autovacuum", "huge_pages");
  private static final List<String> EMPTY =
      List.of(
          "archive_command",
          "shared_preload_libraries",
          "session_preload_libraries",
          "local_preload_libraries",
          "primary_conninfo",
          "primary_slot_name",
          "recovery_end_command",
          "archive_cleanup_command",
          "synchronous_standby_names",
          "external_pid_file",
          "unix_socket_group");

  /** A standby refuses to open with less than the primary had. */
  private static final List<String> AT_LEAST =
      List.of(
          "max_connections",
          "max_worker_processes",
          "max_wal_senders",
          "max_locks_per_transaction");

  private ScratchSettings() {}

  /** Settings by name, for a folder and the values of pg_controldata. */
  static Map<String, String> of(Path scratch, int major, Map<String, String> control) {
    Map<String, String> settings = new TreeMap<>();
    Path conf = scratch.resolve("conf");
    settings.put("config_file", conf.resolve("postgresql.conf").toString());
    settings.put("hba_file", conf.resolve("pg_hba.conf").toString());
    settings.put("ident_file", conf.resolve("pg_ident.conf").toString());
    settings.put("data_directory", scratch.resolve("data").toString());
    settings.put("listen_addresses", "");
    settings.put("unix_socket_directories", scratch.resolve("socket").toString());
    settings.put("unix_socket_permissions", "0700");
    settings.put("port", "1");
    settings.put("log_destination", "stderr");
    settings.put("log_line_prefix", "%m [%p] ");
    settings.put("log_min_messages", "warning");
    settings.put("log_statement", "none");
    settings.put("log_min_duration_statement", "-1");
    settings.put("lc_messages", "C");
    settings.put("recovery_target_action", "promote");
    settings.put("shared_buffers", "64MB");
    settings.put("max_logical_replication_workers", "0");
    settings.put("hot_standby", "on");
    settings.put("log_timezone", "UTC");
    settings.put("timezone", "UTC");
    OFF.forEach(name -> settings.put(name, "off"));
    EMPTY.forEach(name -> settings.put(name, ""));
    if (major >= 17) {
      settings.put("event_triggers", "off");
    }
    AT_LEAST.forEach(
        name -> {
          String key = name.replace("max_locks_per_transaction", "max_locks_per_xact") + " setting";
          if (control.containsKey(key)) {
            settings.put(name, control.get(key));
          }
        });
    String prepared = control.get("max_prepared_xacts setting");
    if (prepared != null) {
      settings.put("max_prepared_transactions", prepared);
    }
    return settings;
  }
}
