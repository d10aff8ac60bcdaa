package org.pgevidence.pack;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.AssessmentJson;
import org.pgevidence.assess.CheckResult;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.StoredText;

/**
 * The checks of a {@code findings.json}, read as a stream: that of an estate of 100,000 relations
 * has hundreds of megabytes, of which nothing is kept.
 */
final class FindingsFile {
  private FindingsFile() {}

  /**
   * What the file says of one check.
   *
   * @param failed number of findings
   * @param digest SHA-256 of the check's whole object as compact JSON
   */
  record Told(long failed, String digest) {}

  /** Checks by id; IOException or IllegalArgumentException when the file has another form. */
  static Map<String, Told> read(Path file) throws IOException {
    Map<String, Told> checks = new TreeMap<>();
    try (InputStream in = StoredText.open(file);
        JsonParser parser = Json.parser(in)) {
      need(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isChecks = parser.currentName().equals("checks");
        JsonToken value = parser.nextToken();
        if (!isChecks) {
          parser.skipChildren();
          continue;
        }
        need(value == JsonToken.START_ARRAY);
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          check(parser, checks);
        }
      }
    }
    return checks;
  }

  private static void check(JsonParser parser, Map<String, Told> checks) throws IOException {
    MessageDigest digest = Digest.sha256();
    String id = "";
    long failed = -1;
    try (JsonGenerator copy = compact(digest)) {
      copy.copyCurrentEvent(parser);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        copy.copyCurrentEvent(parser);
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("id")) {
          id = parser.getText();
        } else if (name.equals("failed")) {
          failed = parser.getLongValue();
        }
        copy.copyCurrentStructure(parser);
      }
      copy.writeEndObject();
    }
    need(!id.isEmpty() && failed >= 0);
    need(checks.put(id, new Told(failed, HexFormat.of().formatHex(digest.digest()))) == null);
  }

  /** The same of an assessment that was not written. */
  static Map<String, Told> of(Assessment assessment) throws IOException {
    Map<String, Told> checks = new TreeMap<>();
    JsonObject json = JsonObject.of(AssessmentJson.of(assessment), Layout.FINDINGS);
    List<?> items = json.list("checks");
    for (int i = 0; i < items.size(); i++) {
      MessageDigest digest = Digest.sha256();
      try (JsonGenerator out = compact(digest)) {
        Json.write(out, items.get(i));
      }
      CheckResult result = assessment.checks().get(i);
      checks.put(
          result.check().id(),
          new Told(result.findings().size(), HexFormat.of().formatHex(digest.digest())));
    }
    return checks;
  }

  private static JsonGenerator compact(MessageDigest digest) throws IOException {
    return Json.generator(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
  }

  private static void need(boolean isMet) {
    if (!isMet) {
      throw new IllegalArgumentException(Layout.FINDINGS + " has another form");
    }
  }
}
