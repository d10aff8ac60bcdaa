package org.pgevidence.render;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pgevidence.assess.Assessment;
import org.pgevidence.fact.Json;

/** The assessment in formats that other programs read; a pure function of it. */
public final class Machine {
  private Machine() {}

  /** A format that {@code assess --format} prints. */
  public enum Format {
    SARIF,
    JUNIT,
    CSV,
    OSCAL,
    HDF
  }

  /**
   * The assessment in one format: SARIF 2.1.0, JUnit XML, RFC 4180, OSCAL assessment results, or
   * HDF.
   *
   * @param isWaivedOk whether a check whose findings are all waived passes in JUnit
   */
  public static String text(Format format, Assessment assessment, boolean isWaivedOk) {
    return switch (format) {
      case SARIF -> Json.pretty(Sarif.of(assessment));
      case JUNIT -> Junit.of(assessment, isWaivedOk);
      case CSV -> Csv.findings(assessment);
      case OSCAL -> Json.pretty(OscalResults.of(assessment));
      case HDF -> Json.pretty(Hdf.of(assessment));
    };
  }

  /**
   * All files of the pack's folder machine/, by path below it. The OSCAL files import each other
   * and must stay in one folder.
   */
  public static Map<String, byte[]> files(Assessment assessment) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    OscalDocuments.of(assessment).forEach((name, json) -> put(files, name, Json.pretty(json)));
    put(files, "oscal/assessment-results.json", text(Format.OSCAL, assessment, false));
    put(files, "results.sarif.json", text(Format.SARIF, assessment, false));
    put(files, "hdf.json", text(Format.HDF, assessment, false));
    put(files, "junit.xml", text(Format.JUNIT, assessment, false));
    put(files, "statement.intoto.json", Json.pretty(Statement.of(assessment)));
    put(files, "findings.csv", Csv.findings(assessment));
    put(files, "checks.csv", Csv.checks(assessment));
    put(files, "requirements.csv", Csv.requirements(assessment));
    return files;
  }

  private static void put(Map<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
