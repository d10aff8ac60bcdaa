package org.pgevidence.render;

import java.util.List;
import java.util.Optional;

/**
 * What sealing knows of the pack that the report stands in; all of it is printed.
 *
 * @param packId system and instant, e.g. orders-prod/2026-11-22T16-22-31Z
 * @param classification who may read it, e.g. Confidential
 * @param sealer subject of the certificate that will sign; empty when nothing is signed
 * @param isDemoIdentity true when that certificate was made by the tool for itself
 * @param factsSigner subject of the certificate that signed the facts at collection
 * @param evidenceDigest SHA-256 of the file evidence.sha256
 * @param previous sentence on the link to the previous pack
 * @param supersedes sentence on the pack that this one corrects, and why
 * @param signatureNotes what was asked of the signature and not reached, as sentences
 * @param redacted sentence on the pack that this one is a redacted copy of
 * @param changes what changed since the previous pack, as sentences
 */
public record Issue(
    String packId,
    String classification,
    Optional<String> sealer,
    boolean isDemoIdentity,
    Optional<String> factsSigner,
    Optional<String> evidenceDigest,
    String previous,
    Optional<String> supersedes,
    List<String> signatureNotes,
    Optional<String> redacted,
    List<String> changes) {
  /** Copies the lists. */
  public Issue {
    signatureNotes = List.copyOf(signatureNotes);
    changes = List.copyOf(changes);
  }

  /** A file inside the PDF, related to it as data. The bytes are not copied. */
  @SuppressWarnings("ArrayRecordComponent") // written once and never compared
  public record Attachment(String name, String mediaType, String description, byte[] bytes) {}

  /** Of another document of the same pack. */
  Issue named(String id) {
    return new Issue(
        id,
        classification,
        sealer,
        isDemoIdentity,
        factsSigner,
        evidenceDigest,
        previous,
        supersedes,
        signatureNotes,
        redacted,
        changes);
  }

  /** Of a report whose evidence is written. */
  Issue vouchingFor(String digest) {
    return new Issue(
        packId,
        classification,
        sealer,
        isDemoIdentity,
        factsSigner,
        Optional.of(digest),
        previous,
        supersedes,
        signatureNotes,
        redacted,
        changes);
  }

  /** A report outside a pack: nothing is signed, no previous pack is known. */
  public static Issue unsealed(String packId) {
    return new Issue(
        packId,
        "Confidential",
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        "This report stands outside a pack; it links to no previous one.",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
