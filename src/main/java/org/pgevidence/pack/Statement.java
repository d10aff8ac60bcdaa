package org.pgevidence.pack;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;

/**
 * What someone states about a sealed pack.
 *
 * @param role reviewer, approver, auditor or renewal
 * @param manifest SHA-256 of manifest.json, as hex
 * @param signature SHA-256 of manifest.json.p7s, as hex
 * @param previous SHA-256 of the statement before; empty when it is the first
 * @param report SHA-256 of this folder's report.pdf
 * @param reportSize its size in bytes
 */
record Statement(
    String role,
    String conclusion,
    Instant at,
    String subject,
    String manifest,
    String signature,
    Optional<String> previous,
    String report,
    long reportSize) {
  String toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", 1);
    json.put("role", role);
    json.put("conclusion", conclusion);
    json.put("at", at.toString());
    json.put("subject", subject);
    json.put("manifest", "sha256:" + manifest);
    json.put("manifest_signature", "sha256:" + signature);
    json.put("previous", previous.map(digest -> "sha256:" + digest).orElse("none"));
    json.put("report", "sha256:" + report);
    json.put("report_size", reportSize);
    return Json.pretty(json);
  }

  static Statement parse(String text) {
    JsonObject json = JsonObject.of(Json.parse(text), "statement.json");
    return new Statement(
        json.text("role"),
        json.text("conclusion"),
        Instant.parse(json.text("at")),
        json.text("subject"),
        json.digest("manifest"),
        json.digest("manifest_signature"),
        json.text("previous").equals("none")
            ? Optional.empty()
            : Optional.of(json.digest("previous")),
        json.digest("report"),
        json.number("report_size"));
  }
}
