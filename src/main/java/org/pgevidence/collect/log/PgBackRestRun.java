package org.pgevidence.collect.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One pgBackRest command whose end has not been seen yet. */
final class PgBackRestRun {
  private static final Pattern OPTION = Pattern.compile("--([a-z0-9-]+)(?:=(\"[^\"]*\"|\\S+))?");

  final String command;
  final String version;
  final boolean isDryRun;
  final String path;
  final long line;
  final @Nullable Instant startedAt;
  final List<LogRow> parts = new ArrayList<>(0);
  private final String arguments;
  private final String stanza;
  private @Nullable Map<String, String> options;
  private @Nullable LogRow row;
  @Nullable String error;
  @Nullable String status;
  boolean isAmbiguous;

  PgBackRestRun(
      String command,
      String version,
      boolean isDryRun,
      String arguments,
      String path,
      long line,
      @Nullable Instant startedAt) {
    this.command = command;
    this.version = version;
    this.isDryRun = isDryRun;
    this.path = path;
    this.line = line;
    this.startedAt = startedAt;
    this.arguments = arguments.strip();
    this.stanza = stanza(this.arguments);
  }

  private static String stanza(String arguments) {
    int at = arguments.indexOf("--stanza=");
    if (at < 0) {
      return "";
    }
    int end = arguments.indexOf(' ', at);
    String name = arguments.substring(at + 9, end < 0 ? arguments.length() : end);
    return name.indexOf('"') < 0 ? name : name.replace("\"", "");
  }

  /** Options by name; read at the first use, since most commands only push one WAL file. */
  private Map<String, String> options() {
    Map<String, String> known = options;
    if (known == null) {
      known = new HashMap<>();
      Matcher matcher = OPTION.matcher(arguments);
      while (matcher.find()) {
        String value = matcher.group(2) == null ? "" : matcher.group(2);
        if (!matcher.group(1).contains("pass") && !matcher.group(1).contains("key")) {
          known.put(matcher.group(1), value.replace("\"", ""));
        }
      }
      options = known;
    }
    return known;
  }

  /** Whether it moves WAL, of which only the files count. */
  boolean isArchiving() {
    return command.startsWith("archive-");
  }

  /** WAL segment that the command was called for; null when it names none. */
  @Nullable String segment() {
    Matcher segment = WalSegments.NAME.matcher(arguments);
    return arguments.startsWith("[") && segment.find() ? segment.group() : null;
  }

  /** Row of the table of its kind of command. */
  LogRow row() {
    LogRow known = row;
    if (known == null) {
      known = start();
      row = known;
    }
    return known;
  }

  String stanza() {
    return stanza;
  }

  /** Key of the repository: --repo, or 1 when only one repository is configured; else unknown. */
  String repository() {
    String given = options().get("repo");
    if (given != null) {
      return given;
    }
    return options().keySet().stream().anyMatch(key -> key.startsWith("repo2")) ? "" : "1";
  }

  private LogRow start() {
    String table =
        switch (command) {
          case "restore" -> "restore_run";
          case "verify" -> "verify_run";
          default -> "backup_run";
        };
    LogRow fresh =
        new LogRow(table)
            .set("path", path)
            .set("line", line)
            .set("item", 1L)
            .set("tool", "pgbackrest")
            .set("system", stanza())
            .set("repository", repository());
    switch (command) {
      case "backup" -> {
        String repository = repository().isEmpty() ? "1" : repository();
        String cipher = options().get("repo" + repository + "-cipher-type");
        fresh
            .set("source", "log")
            .set("type", options().get("type"))
            .set("started_at", startedAt)
            .set("encryption", cipher == null ? "none" : cipher)
            .set("retention_full", options().get("repo" + repository + "-retention-full"))
            .set("run_key", options().get("exec-id"));
      }
      case "restore" -> {
        String target = options().get("target");
        fresh
            .set("started_at", startedAt)
            .set("destination", options().get("pg1-path"))
            .set("label", options().get("set"))
            .set("target_type", options().getOrDefault("type", "default"))
            .set("target", target);
        if ("time".equals(options().get("type")) && target != null) {
          fresh.set("target_at", Times.iso(normal(target)).orElse(null));
        }
      }
      case "verify" -> fresh.set("verified_at", startedAt);
      default -> {
        return fresh;
      }
    }
    return fresh;
  }

  /** PostgreSQL's short offset (+00) in the long form (+00:00). */
  static String normal(String time) {
    return time.strip().replaceAll("([+-]\\d\\d)$", "$1:00");
  }
}
