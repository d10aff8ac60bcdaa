package org.pgevidence.pack;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of the files of a pack. They are part of the contract with its readers. */
public final class Layout {
  /** What this is and how to verify it. */
  public static final String README = "README.txt";

  /** The signed report. */
  public static final String REPORT = "report.pdf";

  /** Verdicts and findings. */
  public static final String FINDINGS = "findings.json";

  /** The same checks for stock sqlite3. */
  public static final String REPLAY = "replay.sql";

  /** Digests of what the PDF vouches for. */
  public static final String EVIDENCE = "evidence.sha256";

  /** Digests of all files but itself and the manifest's. */
  public static final String SUMS = "SHA256SUMS";

  /** Every file with size and digests. */
  public static final String MANIFEST = "manifest.json";

  /** CMS signature over the manifest. */
  public static final String SIGNATURE = "manifest.json.p7s";

  /** RFC 3161 timestamp over the manifest; absent when no authority was asked or answered. */
  public static final String TIMESTAMP = "manifest.json.tsr";

  /** Folder of what is added after sealing. */
  public static final String APPROVALS = "approvals";

  /** Reports on one framework each; only where asked for. */
  static final String VOLUMES = "volumes";

  /** What a period shows; only in packs on a period. */
  static final String PERIOD = "period.json";

  /** What a report on a period was asked for. */
  static final String PERIOD_REQUEST = "definitions/period.json";

  /** Digests of what the report was rendered with. */
  static final String TEMPLATES = "definitions/templates.sha256";

  /** Parts of the packs of a period. */
  static final String RUNS = "runs";

  /** Folders and files that {@link #EVIDENCE} covers. */
  static final List<String> EVIDENCE_PARTS =
      List.of(
          "facts/",
          "derived/",
          "definitions/",
          FINDINGS,
          REPLAY,
          "fix/",
          "machine/",
          PERIOD,
          RUNS + "/",
          "populations/",
          "appendix/",
          "redaction/",
          FailedRun.LOG);

  /** What a path inside a pack looks like: no dot folders, nothing that leaves the pack. */
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_@][A-Za-z0-9_@.-]*(/[A-Za-z0-9_@][A-Za-z0-9_@.-]*){0,6}");

  private static final Set<String> SEAL = Set.of(MANIFEST, SIGNATURE, TIMESTAMP);

  private Layout() {}

  /** Whether {@link #EVIDENCE} covers a file. */
  static boolean isEvidence(String path) {
    return EVIDENCE_PARTS.stream()
        .anyMatch(
            part ->
                part.endsWith("/")
                    ? path.startsWith(part)
                    : path.equals(part) || path.equals(part + ".gz"));
  }

  /** Whether a file is a signed report on one framework. */
  static boolean isVolume(String path) {
    return path.startsWith(VOLUMES + "/") && path.endsWith(".pdf");
  }

  /** Whether a path may stand in a pack. */
  static boolean isPath(String path) {
    return path.length() <= 250 && PATH.matcher(path).matches();
  }

  /** Whether a file is the manifest, its signature or its timestamp. */
  static boolean isSeal(String path) {
    return SEAL.contains(path);
  }
}
