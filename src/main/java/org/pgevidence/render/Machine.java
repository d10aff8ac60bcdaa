package org.pgevidence.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
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
  public static Map<String, Content> files(Assessment assessment) {
    Map<String, Content> files = new LinkedHashMap<>();
    OscalDocuments.of(assessment).forEach((name, json) -> files.put(name, json(() -> json)));
    files.put("oscal/assessment-results.json", json(() -> OscalResults.of(assessment)));
    files.put("results.sarif.json", json(() -> Sarif.of(assessment)));
    files.put("hdf.json", json(() -> Hdf.of(assessment)));
    files.put("junit.xml", text(() -> Junit.of(assessment, false)));
    files.put("statement.intoto.json", json(() -> Statement.of(assessment)));
    files.put("findings.csv", text(() -> Csv.findings(assessment)));
    files.put("checks.csv", text(() -> Csv.checks(assessment)));
    files.put("requirements.csv", text(() -> Csv.requirements(assessment)));
    return files;
  }

  /** What a file holds, made while it is written. */
  @FunctionalInterface
  public interface Content {
    /** Writes it; the stream stays open. */
    void writeTo(OutputStream out) throws IOException;

    /** All of it at once. */
    default byte[] bytes() throws IOException {
      var out = new ByteArrayOutputStream();
      writeTo(out);
      return out.toByteArray();
    }
  }

  private static Content json(Supplier<?> value) {
    return out -> Json.pretty(value.get(), out);
  }

  private static Content text(Supplier<String> text) {
    return out -> out.write(text.get().getBytes(StandardCharsets.UTF_8));
  }
}
