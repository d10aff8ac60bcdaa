package org.pgevidence.render;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
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
      case CSV -> {
        StringBuilder out = new StringBuilder();
        try {
          Csv.findings(assessment, out);
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
        yield out.toString();
      }
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
    files.put("junit.xml", text(out -> out.append(Junit.of(assessment, false))));
    files.put("statement.intoto.json", json(() -> Statement.of(assessment)));
    files.put("findings.csv", text(out -> Csv.findings(assessment, out)));
    files.put("checks.csv", text(out -> Csv.checks(assessment, out)));
    files.put("requirements.csv", text(out -> Csv.requirements(assessment, out)));
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

  private interface Text {
    void writeTo(Appendable out) throws IOException;
  }

  private static Content text(Text text) {
    return out -> {
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      text.writeTo(writer);
      writer.flush();
    };
  }
}
