package org.pgevidence.pack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;

/**
 * What was sealed: every file of a pack, and the pack's place in the chain of its system.
 *
 * @param pack name of the pack's folder
 * @param snapshotDigest SHA-256 of facts/snapshot.json, as hex
 * @param sealedAt real clock at sealing, second precision
 * @param signature who sealed it and at which level
 * @param previous the pack before, or why there is none
 * @param supersedes the pack that this one corrects
 * @param accessClass who may read it
 * @param retainUntil until when the owner keeps it, ISO 8601 day; empty when undecided
 * @param redacted where it comes from, if it is a redacted copy
 */
public record Manifest(
    String system,
    String pack,
    String collectedAt,
    Instant sealedAt,
    String toolVersion,
    String snapshotDigest,
    String catalogVersion,
    String catalogDigest,
    Seal signature,
    Link previous,
    Optional<Correction> supersedes,
    String accessClass,
    Optional<String> retainUntil,
    Optional<Redacted> redacted,
    List<PackFile> files) {
  /** Copies the list. */
  public Manifest {
    files = List.copyOf(files);
  }

  /**
   * Who sealed it.
   *
   * @param subject of the signer's certificate
   * @param root SHA-256 fingerprint of the top of its chain, as hex
   * @param identity demo, or own
   * @param requested level asked for: B, T, LT, LTA
   * @param reached level of the report's signature
   * @param notes why a level was not reached, as sentences
   */
  public record Seal(
      String subject,
      String root,
      String identity,
      String requested,
      String reached,
      List<String> notes) {
    /** Copies the list. */
    public Seal {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Link to the pack before.
   *
   * @param pack its name; empty when there is none
   * @param digest SHA-256 of its manifest.json, as hex; empty when there is none
   * @param reason why there is none; empty when there is one
   */
  public record Link(String pack, String digest, String reason) {
    /** No pack before this one. */
    static Link none(String reason) {
      return new Link("", "", reason);
    }

    /** Whether there is one. */
    public boolean isPresent() {
      return !digest.isEmpty();
    }
  }

  /** A pack that is corrected by this one, and why. */
  public record Correction(String pack, String digest, String reason) {}

  /** The bytes of manifest.json. */
  public String toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", 1);
    json.put("system", system);
    json.put("pack", pack);
    json.put("collected_at", collectedAt);
    json.put("sealed_at", sealedAt.toString());
    json.put("tool", Map.of("version", toolVersion));
    json.put("snapshot", Map.of("digest", "sha256:" + snapshotDigest));
    Map<String, @Nullable Object> catalog = new LinkedHashMap<>();
    catalog.put("version", catalogVersion);
    catalog.put("digest", "sha256:" + catalogDigest);
    json.put("catalog", catalog);
    Map<String, @Nullable Object> seal = new LinkedHashMap<>();
    seal.put("subject", signature.subject());
    seal.put("root_sha256", signature.root());
    seal.put("identity", signature.identity());
    seal.put("requested_level", signature.requested());
    seal.put("level", signature.reached());
    seal.put("notes", signature.notes());
    json.put("signature", seal);
    Map<String, @Nullable Object> link = new LinkedHashMap<>();
    link.put("pack", previous.isPresent() ? previous.pack() : null);
    link.put("manifest", previous.isPresent() ? "sha256:" + previous.digest() : "none");
    link.put("reason", previous.isPresent() ? null : previous.reason());
    json.put("previous", link);
    json.put("supersedes", supersedes.map(Manifest::correction).orElse(null));
    json.put("access_class", accessClass);
    json.put("retain_until", retainUntil.orElse(null));
    json.put("redacted", redacted.map(Redacted::toJson).orElse(null));
    json.put("files", files.stream().map(PackFile::toJson).toList());
    return Json.pretty(json);
  }

  private static Map<String, @Nullable Object> correction(Correction correction) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("pack", correction.pack());
    json.put("manifest", "sha256:" + correction.digest());
    json.put("reason", correction.reason());
    return json;
  }

  /**
   * Reads manifest.json; throws IllegalArgumentException or UncheckedIOException with the fault.
   */
  public static Manifest parse(String text) {
    JsonObject json = JsonObject.of(Json.parse(text), "manifest.json");
    if (json.number("format") != 1) {
      throw new IllegalArgumentException("manifest.json is not of format 1");
    }
    JsonObject seal = json.object("signature");
    JsonObject link = json.object("previous");
    boolean isFirst = link.text("manifest").equals("none");
    List<PackFile> files = new ArrayList<>();
    for (Object item : json.list("files")) {
      files.add(PackFile.fromJson(JsonObject.of(item, "files").map()));
    }
    Optional<Correction> supersedes =
        json.map().get("supersedes") == null
            ? Optional.empty()
            : Optional.of(readCorrection(json.object("supersedes")));
    return new Manifest(
        json.text("system"),
        json.text("pack"),
        json.text("collected_at"),
        Instant.parse(json.text("sealed_at")),
        json.object("tool").text("version"),
        json.object("snapshot").digest("digest"),
        json.object("catalog").text("version"),
        json.object("catalog").digest("digest"),
        new Seal(
            seal.text("subject"),
            seal.text("root_sha256"),
            seal.text("identity"),
            seal.text("requested_level"),
            seal.text("level"),
            seal.list("notes").stream().map(String::valueOf).toList()),
        isFirst
            ? Link.none(link.text("reason"))
            : new Link(link.text("pack"), link.digest("manifest"), ""),
        supersedes,
        json.text("access_class"),
        json.optional("retain_until"),
        json.map().get("redacted") == null
            ? Optional.empty()
            : Optional.of(Redacted.of(json.object("redacted"))),
        files);
  }

  private static Correction readCorrection(JsonObject json) {
    return new Correction(json.text("pack"), json.digest("manifest"), json.text("reason"));
  }
}
