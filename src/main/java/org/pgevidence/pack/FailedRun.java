package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;

/**
 * A run that gave no pack, as the store's log tells: one JSON object a line, each with the digest
 * of the line before. The log is not signed: it shows failures, it cannot show that none was
 * removed from its end.
 *
 * @param at ISO 8601 UTC
 */
record FailedRun(String at, long exitCode, String message) {
  /** The log's name below a system's folder, and in a pack on a period. */
  static final String LOG = "failed-runs.jsonl";

  LocalDate day() {
    return LocalDate.parse(at.substring(0, 10));
  }

  String words() {
    return at + ": exit code " + exitCode + ", " + message;
  }

  /** Adds a line; the folders are made where they are missing. */
  static void append(Path folder, Instant at, int exitCode, String message) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path log = folder.resolve(LOG);
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("at", at.toString());
    json.put("exit_code", exitCode);
    json.put("message", message);
    json.put("previous", lines.isEmpty() ? "none" : "sha256:" + Digest.hex(lines.getLast()));
    Files.writeString(
        log, Json.compact(json) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-------"));
  }

  /** Reads a log; IllegalArgumentException when a line was changed, added or taken out. */
  static List<FailedRun> read(Path log) throws IOException {
    List<FailedRun> runs = new ArrayList<>();
    if (!Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
      return runs;
    }
    String before = "none";
    for (String line : Files.readAllLines(log)) {
      JsonObject json = JsonObject.of(Json.parse(line), LOG);
      if (!json.text("previous").equals(before)) {
        throw new IllegalArgumentException(
            LOG + ": the line of " + json.text("at") + " does not follow the one before it");
      }
      runs.add(new FailedRun(json.text("at"), json.number("exit_code"), json.text("message")));
      before = "sha256:" + Digest.hex(line);
    }
    return runs;
  }
}
