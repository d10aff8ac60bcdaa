package org.pgevidence.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
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
    var lines = new PopulationLines(rows);
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
      var lines = new PopulationLines(rows);
      lines.glyphs(font(scratch, "LiberationMono-Regular"));
      int count = 0;
      while (lines.hasNext()) {
        lines.next();
        count++;
      }
      return (count + LINES - 1) / LINES;
    }
  }

  private void writeFile(PopulationLines lines, int first, int last, int pages, Path path)
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
      PDDocument document, PDFont plain, PDFont bold, PopulationLines lines, int number, int pages)
      throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (PDPageContentStream out =
        new PDPageContentStream(document, page, PDPageContentStream.AppendMode.OVERWRITE, true)) {
      out.beginText();
      out.setLeading(LEADING);
      out.newLineAtOffset(LEFT, TOP);
      out.setFont(bold, SIZE);
      out.showText(lines.fitting(title));
      out.newLine();
      out.setFont(plain, SIZE);
      out.showText(lines.fitting(origin));
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
}
