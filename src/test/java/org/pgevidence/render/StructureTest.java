package org.pgevidence.render;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The structure tree that a screen reader follows, and its counterpart in the pages. */
final class StructureTest {
  private static final COSName PG = COSName.getPDFName("Pg");

  @TempDir Path folder;

  /** A piece of marked content. */
  private record Mark(COSDictionary page, int number) {}

  private final Map<Mark, COSDictionary> holders = new HashMap<>();
  private final Set<String> empty = new TreeSet<>();

  @Test
  void everyPieceOfContentHasOneHolderWhichTheParentTreeNames() throws Exception {
    Path file = folder.resolve("report.pdf");
    Reports.pdf(Sample.report(3, Sample.HOSTILE), Templates.shipped(), Optional.empty(), file);

    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      COSDictionary root = document.getDocumentCatalog().getStructureTreeRoot().getCOSObject();
      walk(root);

      assertEquals(marksOf(document), holders.keySet());
      COSArray numbers = root.getCOSDictionary(COSName.PARENT_TREE).getCOSArray(COSName.NUMS);
      Map<Integer, COSArray> parents = new HashMap<>();
      for (int i = 0; i < numbers.size(); i += 2) {
        if (numbers.getObject(i + 1) instanceof COSArray page) {
          parents.put(numbers.getInt(i), page);
        }
      }
      holders.forEach(
          (mark, holder) ->
              assertSame(
                  holder,
                  requireNonNull(parents.get(mark.page().getInt(COSName.STRUCT_PARENTS)))
                      .getObject(mark.number())));
      assertFalse(holders.isEmpty());
      assertEquals(Set.of(), empty);
    }
  }

  private void walk(COSDictionary element) {
    COSBase kids = element.getDictionaryObject(COSName.K);
    List<COSBase> all = new ArrayList<>();
    if (kids instanceof COSArray several) {
      for (int i = 0; i < several.size(); i++) {
        all.add(several.getObject(i));
      }
    } else if (kids != null) {
      all.add(kids);
    }
    String kind = element.getNameAsString(COSName.S);
    if (all.isEmpty() && List.of("Span", "THead", "TFoot").contains(kind)) {
      empty.add(kind);
    }
    for (COSBase kid : all) {
      if (kid instanceof COSInteger number) {
        hold(element.getCOSDictionary(PG), number.intValue(), element);
      } else if (kid instanceof COSDictionary dictionary) {
        if (dictionary.containsKey(COSName.MCID)) {
          hold(dictionary.getCOSDictionary(PG), dictionary.getInt(COSName.MCID), element);
        } else if (dictionary.containsKey(COSName.S)) {
          assertSame(element, dictionary.getCOSDictionary(COSName.P));
          walk(dictionary);
        }
      }
    }
  }

  private void hold(COSDictionary page, int number, COSDictionary element) {
    assertTrue(
        holders.put(new Mark(page, number), element) == null,
        "content " + number + " is held twice");
  }

  private static Set<Mark> marksOf(PDDocument document) throws IOException {
    Set<Mark> marks = new HashSet<>();
    for (PDPage page : document.getPages()) {
      List<Object> tokens = new PDFStreamParser(page).parse();
      for (int i = 1; i < tokens.size(); i++) {
        if (tokens.get(i) instanceof Operator operator
            && operator.getName().equals("BDC")
            && tokens.get(i - 1) instanceof COSDictionary properties
            && properties.containsKey(COSName.MCID)) {
          marks.add(new Mark(page.getCOSObject(), properties.getInt(COSName.MCID)));
        }
      }
    }
    return marks;
  }
}
