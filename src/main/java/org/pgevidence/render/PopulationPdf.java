package org.pgevidence.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;

/**
 * A whole population on paper: PDF/A-3u, one row after the other in fixed-width lines, in files of
 * bounded size with pages numbered through. Pages go to a temporary file as they fill, so that the
 * memory needed does not grow with the rows.
 *
 * @param title first line of every page
 * @param origin second line of every page: where the rows come from
 */
public record PopulationPdf(String title, String origin, Instant collectedAt) {
  private static final int LINES = 74;
  private static final int WIDTH = 118;
  private static final int NUMBER = 8;
  private static final int PAGES_OF_FILE = 1_000;
  private static final float SIZE = 6.6f;
  private static final float LEADING = 9.4f;
  private static final float LEFT = 56f;
  private static final float TOP = 770f;
  private static final float FOOT = 40f;

  /** Rows that can be gone through twice: once to count pages, once to print. */
  public interface Rows extends Iterable<List<@Nullable Object>> {}

  /**
   * Writes the files.
   *
   * @param path path of the n-th file, from 1
   * @return how many files and pages there are
   */
  public Extent write(Rows rows, java.util.function.IntFunction<Path> path) throws IOException {
    int pages = Math.max(1, pages(rows));
    int files = (pages + PAGES_OF_FILE - 1) / PAGES_OF_FILE;
    var lines = new Lines(rows);
    for (int file = 1; file <= files; file++) {
      int first = (file - 1) * PAGES_OF_FILE + 1;
      int last = Math.min(pages, file * PAGES_OF_FILE);
      writeFile(lines, first, last, pages, path.apply(file));
    }
    return new Extent(files, pages);
  }

  /** How much was written. */
  public record Extent(int files, int pages) {}

  private static int pages(Rows rows) throws IOException {
    try (PDDocument scratch = new PDDocument()) {
      var lines = new Lines(rows);
      lines.glyphs(font(scratch, "LiberationMono-Regular"));
      int count = 0;
      while (lines.hasNext()) {
        lines.next();
        count++;
      }
      return (count + LINES - 1) / LINES;
    }
  }

  private void writeFile(Lines lines, int first, int last, int pages, Path path)
      throws IOException {
    try (PDDocument document = new PDDocument(IOUtils.createTempFileOnlyStreamCache())) {
      PDFont plain = font(document, "LiberationMono-Regular");
      PDFont bold = font(document, "LiberationMono-Bold");
      lines.glyphs(plain);
      for (int number = first; number <= last; number++) {
        page(document, plain, bold, lines, number, pages);
      }
      identify(document, first, last);
      document.save(path.toFile());
    }
  }

  private static PDFont font(PDDocument document, String name) throws IOException {
    byte[] bytes = PdfReport.resource("/fonts/" + name + ".ttf");
    return PDType0Font.load(document, new ByteArrayInputStream(bytes), true);
  }

  private void page(
      PDDocument document, PDFont plain, PDFont bold, Lines lines, int number, int pages)
      throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (PDPageContentStream out =
        new PDPageContentStream(document, page, PDPageContentStream.AppendMode.OVERWRITE, true)) {
      out.beginText();
      out.setLeading(LEADING);
      out.newLineAtOffset(LEFT, TOP);
      out.setFont(bold, SIZE);
      out.showText(fitting(lines.shown(title)));
      out.newLine();
      out.setFont(plain, SIZE);
      out.showText(fitting(lines.shown(origin)));
      out.newLine();
      for (int line = 0; line < LINES && lines.hasNext(); line++) {
        out.newLine();
        out.showText(lines.next());
      }
      out.endText();
      out.beginText();
      out.newLineAtOffset(LEFT, FOOT);
      out.showText("Page " + number + " of " + pages);
      out.endText();
    }
  }

  private static String fitting(String text) {
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…";
  }

  private void identify(PDDocument document, int first, int last) throws IOException {
    String name = title + ", pages " + first + " to " + last;
    Calendar when = GregorianCalendar.from(collectedAt.atZone(ZoneOffset.UTC));
    var information = document.getDocumentInformation();
    information.setTitle(name);
    information.setProducer("pgevidence");
    information.setCreationDate(when);
    information.setModificationDate(when);
    String date = collectedAt.toString().replaceAll("\\.[0-9]+", "").replace("Z", "+00:00");
    PDMetadata metadata = new PDMetadata(document);
    metadata.importXMPMetadata(
        XMP.replace("@title@", escaped(name))
            .replace("@date@", date)
            .getBytes(StandardCharsets.UTF_8));
    document.getDocumentCatalog().setMetadata(metadata);
    document.getDocumentCatalog().setLanguage("en");
    PDOutputIntent intent =
        new PDOutputIntent(
            document, new ByteArrayInputStream(PdfReport.resource("/colour/sRGB.icc")));
    intent.setInfo("sRGB IEC61966-2.1");
    intent.setOutputCondition("sRGB IEC61966-2.1");
    intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
    intent.setRegistryName("http://www.color.org");
    document.getDocumentCatalog().addOutputIntent(intent);
    PdfFinish.rawProfile(document);
    String seed = Digest.hex(name + "\0" + origin);
    document.setDocumentId(HexFormat.fromHexDigitsToLong(seed.substring(0, 15)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static final String XMP =
      """
      <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance></rdf:Description>
      <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">@title@</rdf:li></rdf:Alt></dc:title></rdf:Description>
      <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>pgevidence</pdf:Producer></rdf:Description>
      <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>@date@</xmp:CreateDate><xmp:ModifyDate>@date@</xmp:ModifyDate></rdf:Description>
      </rdf:RDF></x:xmpmeta>
      <?xpacket end="w"?>""";

  /** The rows as lines of fixed width, made one row at a time. */
  private static final class Lines implements java.util.Iterator<String> {
    private final java.util.Iterator<List<@Nullable Object>> rows;
    private final java.util.ArrayDeque<String> waiting = new java.util.ArrayDeque<>();
    private final java.util.BitSet known = new java.util.BitSet();
    private final java.util.BitSet missing = new java.util.BitSet();
    private @Nullable PDFont font;
    private long number;

    Lines(Rows rows) {
      this.rows = rows.iterator();
    }

    /** The font whose glyphs decide what is shown as a code point. */
    void glyphs(PDFont plain) {
      font = plain;
    }

    @Override
    public boolean hasNext() {
      return !waiting.isEmpty() || rows.hasNext();
    }

    @Override
    public String next() {
      if (waiting.isEmpty()) {
        wrap(rows.next());
      }
      return waiting.removeFirst();
    }

    private void wrap(List<@Nullable Object> row) {
      number++;
      String text = shown(Json.compact(row));
      String lead = String.format(java.util.Locale.ROOT, "%" + (NUMBER - 1) + "d ", number);
      int room = WIDTH - NUMBER;
      List<String> parts = new ArrayList<>();
      for (int at = 0; at < text.length(); at += room) {
        parts.add(text.substring(at, Math.min(text.length(), at + room)));
      }
      for (String part : parts) {
        waiting.add(lead + part);
        lead = " ".repeat(NUMBER);
      }
    }

    /** What the font lacks or does not show becomes its code point, as in ‹U+1F600›. */
    String shown(String text) {
      if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
        return text;
      }
      StringBuilder out = new StringBuilder();
      text.codePoints()
          .forEach(
              c -> {
                if (isShown(c)) {
                  out.appendCodePoint(c);
                } else {
                  out.append(String.format(java.util.Locale.ROOT, "‹U+%04X›", c));
                }
              });
      return out.toString();
    }

    /** Latin, Greek and Cyrillic letters that the fixed-width font has; the rest is named. */
    private boolean isShown(int c) {
      if (c < 0x7f) {
        return c >= 0x20;
      }
      if ((c > 0x4ff && c != 0x2026 && c != 0x2039 && c != 0x203a) || !Visible.isPrintable(c)) {
        return false;
      }
      if (font == null || known.get(c)) {
        return !missing.get(c);
      }
      known.set(c);
      try {
        font.encode(Character.toString(c));
      } catch (IOException | IllegalArgumentException e) {
        missing.set(c);
      }
      return !missing.get(c);
    }
  }
}
