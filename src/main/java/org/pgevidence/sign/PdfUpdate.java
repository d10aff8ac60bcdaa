package org.pgevidence.sign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The bytes that updates appended to a PDF, one after the other: objects that their cross-reference
 * table names, that table, its trailer and the end mark, nothing between. Readers that mend broken
 * files find objects by searching for them; one that stands there unnamed, or a table of two kinds,
 * would show them another document than the one that was compared.
 */
final class PdfUpdate {
  private static final int MAX_REVISIONS = 64;
  private static final Pattern SPACE = Pattern.compile("[\\x00\\t\\n\\f\\r ]++");
  private static final Pattern OBJECT =
      Pattern.compile("(\\d{1,10})[\\n\\r ]+(\\d{1,5})[\\n\\r ]+obj\\b");
  private static final Pattern TABLE = Pattern.compile("xref[\\d\\snf]++trailer\\s*+<<");
  private static final Pattern END = Pattern.compile("startxref\\s++(\\d{1,10})\\s++%%EOF");

  private final byte[] pdf;
  private final int from;
  private final String text;
  private final List<String> faults = new ArrayList<>();
  private final Map<Long, COSObjectKey> objects = new TreeMap<>();
  private final Set<Long> tables = new HashSet<>();
  private int revisions;

  private PdfUpdate(byte[] pdf, int from) {
    this.pdf = pdf;
    this.from = from;
    this.text = new String(pdf, from, pdf.length - from, StandardCharsets.ISO_8859_1);
  }

  /** Faults of everything from an offset on. */
  static List<String> faults(byte[] pdf, int from) throws IOException {
    PdfUpdate update = new PdfUpdate(pdf, from);
    int at = 0;
    while (at < update.text.length() && update.faults.isEmpty()) {
      at = update.next(at);
    }
    if (update.faults.isEmpty() && !(update.objects.isEmpty() && update.tables.isEmpty())) {
      update.faults.add("an update does not end as a PDF ends");
    }
    return update.faults;
  }

  private int next(int at) throws IOException {
    Matcher matcher = OBJECT.matcher(text).region(at, text.length());
    if (matcher.lookingAt()) {
      return object(at, matcher);
    }
    if (matcher.usePattern(TABLE).lookingAt()) {
      return table(at, matcher.end());
    }
    if (matcher.usePattern(END).lookingAt()) {
      revision(from + matcher.end(), Long.parseLong(matcher.group(1)));
      return matcher.end();
    }
    if (matcher.usePattern(SPACE).lookingAt()) {
      return matcher.end();
    }
    return fault(at, "bytes that are no part of the document");
  }

  private int object(int at, Matcher head) {
    int end = text.indexOf("endobj", head.end());
    if (end < 0) {
      return fault(at, "an object without an end");
    }
    if (OBJECT.matcher(text).region(head.end(), end).find()) {
      return fault(at, "an object inside another");
    }
    objects.put(
        (long) from + at,
        new COSObjectKey(Long.parseLong(head.group(1)), Integer.parseInt(head.group(2))));
    return end + "endobj".length();
  }

  private int table(int at, int body) {
    int end = text.indexOf("startxref", body);
    if (end < 0) {
      return fault(at, "a cross-reference table without an end");
    }
    String trailer = text.substring(body, end);
    if (trailer.contains("obj") || trailer.contains("XRefStm") || trailer.contains("#")) {
      return fault(at, "a trailer that hides a second table or an object");
    }
    tables.add((long) from + at);
    return end;
  }

  private void revision(int end, long table) throws IOException {
    if (++revisions > MAX_REVISIONS) {
      faults.add("it was updated more than " + MAX_REVISIONS + " times");
      return;
    }
    if (!tables.contains(table) && !objects.containsKey(table)) {
      faults.add("an update does not say where its cross-reference table stands");
      return;
    }
    Map<Long, COSObjectKey> named = new TreeMap<>();
    try (PDDocument document = Loader.loadPDF(Arrays.copyOf(pdf, end))) {
      document
          .getDocument()
          .getXrefTable()
          .forEach(
              (key, offset) -> {
                if (offset >= from) {
                  named.put(offset, key);
                }
              });
    }
    objects.forEach(
        (offset, key) -> {
          if (!key.equals(named.get(offset)) && offset != table) {
            faults.add("an update hides object " + key.getNumber() + ", which no table names");
          }
        });
    objects.clear();
    tables.clear();
  }

  private int fault(int at, String what) {
    faults.add("an update holds " + what + " at byte " + (from + at));
    return text.length();
  }
}
