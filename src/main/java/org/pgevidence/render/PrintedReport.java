package org.pgevidence.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.pgevidence.fact.Meanwhile;

/**
 * All parts of a report, printed at the same time and joined. Each has a thread of its own, which
 * lays it out, waits until the pages of all parts are known, and paints it.
 */
final class PrintedReport implements AutoCloseable {
  /** However many processors there are: the same report shall give the same bytes. */
  private static final int PARTS = 4;

  private final List<PDDocument> documents = new ArrayList<>();
  private final List<CompletableFuture<PrintedPart.Layout>> layouts = new ArrayList<>();
  private final List<ReportPart> parts;
  private final Optional<Awaited> awaited;
  private final ReportFonts fonts;

  private PrintedReport(List<ReportPart> parts, Optional<Awaited> awaited) throws IOException {
    for (ReportPart _ : parts) {
      documents.add(new PDDocument());
      layouts.add(new CompletableFuture<>());
    }
    this.parts = parts;
    this.awaited = awaited;
    fonts = new ReportFonts(document());
  }

  /**
   * A text that is not known yet when printing begins.
   *
   * @param mark stands for it in the page description
   */
  record Awaited(String mark, CompletableFuture<String> text) {
    /** The part with the text in it; waits for the text where the part has it. */
    ReportPart in(ReportPart part) {
      return part.html().contains(mark)
          ? new ReportPart(part.html().replace(mark, text.join()), part.ids())
          : part;
    }
  }

  /** Prints all parts of a page description and joins them in one document. */
  static PrintedReport of(String html, Optional<Awaited> awaited) throws IOException {
    List<ReportPart> parts =
        ReportPart.of(
            html, PARTS, part -> awaited.filter(text -> part.contains(text.mark())).isPresent());
    PrintedReport report = new PrintedReport(parts, awaited);
    try {
      report.print();
      return report;
    } catch (Throwable e) {
      report.close();
      throw e;
    }
  }

  private void print() throws IOException {
    try (Meanwhile others = new Meanwhile()) {
      try {
        for (int i = 1; i < parts.size(); i++) {
          int number = i;
          others.start(() -> print(number));
        }
      } catch (Throwable e) {
        fail(e);
        throw e;
      }
      print(0);
      others.finish();
    }
    JoinedParts.join(documents);
  }

  private boolean print(int number) throws IOException {
    try {
      ReportPart part = parts.get(number);
      ReportPart whole = awaited.isPresent() ? awaited.get().in(part) : part;
      PDDocument document = documents.get(number);
      try (PrintedPart printed = new PrintedPart(whole, document, fonts)) {
        PrintedPart.Layout layout = printed.layout(part.ids());
        layouts.get(number).complete(layout);
        Pages all = pages();
        printed.paint(all.numbers());
        PageNumbers.add(document, layout.pages(), firstPage(number), all.total(), fonts.sans());
      }
      PaintedBoxes.only(document);
      FlatStructure.apply(document);
      return true;
    } catch (Throwable e) {
      fail(e);
      throw e;
    }
  }

  /** The others must not wait for a part that does not come. */
  private void fail(Throwable cause) {
    layouts.forEach(layout -> layout.completeExceptionally(cause));
  }

  /** The page of each anchor; waits until all parts are laid out. */
  Pages pages() {
    Map<String, Integer> numbers = new TreeMap<>();
    for (int part = 0; part < layouts.size(); part++) {
      int first = firstPage(part);
      await(layouts.get(part)).anchors().forEach((id, page) -> numbers.put(id, first + page));
    }
    return new Pages(numbers, firstPage(layouts.size()) - 1);
  }

  /** Number of the first page of a part; waits for those before it. */
  private int firstPage(int part) {
    int first = 1;
    for (CompletableFuture<PrintedPart.Layout> before : layouts.subList(0, part)) {
      first += await(before).pages().size();
    }
    return first;
  }

  private static PrintedPart.Layout await(CompletableFuture<PrintedPart.Layout> layout) {
    try {
      return layout.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException fault -> throw fault;
        case Error fault -> throw fault;
        case null, default -> throw e;
      }
    }
  }

  ReportFonts fonts() {
    return fonts;
  }

  PDDocument document() {
    return documents.getFirst();
  }

  @Override
  public void close() throws IOException {
    for (PDDocument document : documents) {
      document.close();
    }
  }
}
