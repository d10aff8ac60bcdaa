package org.pgevidence.collect.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;

/**
 * A file that is one JSON value, up to 64 MiB. pgBackRest 2.45 prints raw bytes of an encrypted
 * file into a message: such text is mended (control characters become blanks) and said to be so.
 */
final class JsonDocument implements LogParser {
  private static final int MOST = 64 << 20;

  private final LogContext context;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private String format = "json";

  JsonDocument(LogContext context) {
    this.context = context;
  }

  @Override
  public void line(Line line) {
    if (bytes.size() < MOST) {
      bytes.write(line.bytes, line.start, line.length());
      bytes.write('\n');
    }
  }

  /** The format found; only after {@link #end}. */
  String format() {
    return format;
  }

  @Override
  public void end() throws IOException {
    if (bytes.size() >= MOST) {
      context.partial("longer than 64 MiB");
    }
    @Nullable Object json = parse(bytes.toString(StandardCharsets.UTF_8));
    if (json == null) {
      format = "unknown";
    } else if (PgBackRestInfo.recognises(json)) {
      format = "pgbackrest-info-json";
      new PgBackRestInfo(context).read(json);
    } else if (DrillRecord.recognises(json)) {
      format = "drill-record";
      new DrillRecord(context).read(json);
    } else if (CloudJson.recognises(json)) {
      format =
          Documents.map(json).containsKey("integrity") || Documents.map(json).isEmpty()
              ? "wal-g-json"
              : "rds-json";
      new CloudJson(context).read(json);
    } else if (BarmanJson.recognises(json)) {
      format = "barman-json";
      new BarmanJson(context).read(json);
    } else {
      format = "unknown";
    }
  }

  private @Nullable Object parse(String text) {
    try {
      return Json.parse(text);
    } catch (UncheckedIOException first) {
      try {
        Object json = Json.parse(mend(text));
        context.note("raw bytes inside its text made it invalid JSON; they were blanked");
        return json;
      } catch (UncheckedIOException second) {
        context.gap(
            "log_file",
            1,
            "the file begins like JSON but cannot be parsed: "
                + Redaction.line(String.valueOf(second.getMessage())),
            "Give the whole output of the tool.");
        return null;
      }
    }
  }

  private static String mend(String text) {
    StringBuilder mended = new StringBuilder(text.length());
    boolean isInside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isInside && c == '\\') {
        boolean isEscape = i + 1 < text.length() && "\"\\/bfnrtu".indexOf(text.charAt(i + 1)) >= 0;
        mended.append(isEscape ? "\\" : "\\\\");
        if (isEscape) {
          mended.append(text.charAt(++i));
        }
        continue;
      }
      isInside ^= c == '"';
      mended.append(c < 0x20 ? ' ' : c);
    }
    return mended.toString();
  }
}
