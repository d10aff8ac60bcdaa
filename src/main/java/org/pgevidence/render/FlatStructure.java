package org.pgevidence.render;

import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/**
 * The structure tree of a rendered PDF in three fifths of the objects, all of which whoever saves,
 * signs or reads the file must go through. The renderer puts each line of text into a Span that
 * says nothing: the text moves to the element around it. It gives every table a head and a foot:
 * those without content go. Small dictionaries that one object uses are written inside it.
 */
final class FlatStructure {
  private static final COSName PG = COSName.getPDFName("Pg");
  private static final COSName SPAN = COSName.getPDFName("Span");
  private static final Set<COSName> GO_WHEN_EMPTY =
      Set.of(SPAN, COSName.getPDFName("THead"), COSName.getPDFName("TFoot"));
  private static final Set<COSName> OF_EVERY_SPAN =
      Set.of(COSName.K, COSName.P, PG, COSName.S, COSName.TYPE);

  private final IdentityHashMap<COSBase, COSDictionary> moved = new IdentityHashMap<>();

  private FlatStructure() {}

  static void apply(PDDocument document) {
    COSDictionary root = document.getDocumentCatalog().getStructureTreeRoot().getCOSObject();
    FlatStructure structure = new FlatStructure();
    structure.flatten(root);
    if (root.getDictionaryObject(COSName.PARENT_TREE) instanceof COSDictionary parents) {
      structure.follow(parents.getCOSArray(COSName.NUMS));
    }
    for (PDPage page : document.getPages()) {
      COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
      for (int i = 0; annotations != null && i < annotations.size(); i++) {
        if (annotations.getObject(i) instanceof COSDictionary annotation) {
          inside(annotation.getDictionaryObject(COSName.A));
          inside(annotation.getDictionaryObject(COSName.BS));
        }
      }
    }
  }

  private void flatten(COSDictionary element) {
    inside(element.getDictionaryObject(COSName.A));
    COSBase old = element.getDictionaryObject(COSName.K);
    COSArray kids = new COSArray();
    if (old instanceof COSArray several) {
      for (int i = 0; i < several.size(); i++) {
        keep(several.getObject(i), element, kids);
      }
    } else if (old != null) {
      keep(old, element, kids);
    }
    if (kids.size() == 0) {
      element.removeItem(COSName.K);
    } else {
      element.setItem(COSName.K, kids.size() == 1 ? kids.getObject(0) : kids);
    }
  }

  private void keep(COSBase kid, COSDictionary element, COSArray kids) {
    if (!(kid instanceof COSDictionary dictionary)) {
      kids.add(kid);
      return;
    }
    COSName kind = dictionary.getCOSName(COSName.S);
    if (kind == null) {
      inside(dictionary);
      kids.add(dictionary);
      return;
    }
    flatten(dictionary);
    COSBase content = dictionary.getDictionaryObject(COSName.K);
    if (content == null && GO_WHEN_EMPTY.contains(kind)) {
      return;
    }
    if (kind.equals(SPAN)
        && content instanceof COSInteger
        && Objects.equals(dictionary.getCOSDictionary(PG), element.getCOSDictionary(PG))
        && OF_EVERY_SPAN.containsAll(dictionary.keySet())) {
      moved.put(dictionary, element);
      kids.add(content);
    } else {
      kids.add(dictionary);
    }
  }

  /** The parent tree says of each piece of marked content which element holds it. */
  private void follow(COSArray numbers) {
    for (int i = 1; i < numbers.size(); i += 2) {
      if (numbers.getObject(i) instanceof COSArray page) {
        for (int mark = 0; mark < page.size(); mark++) {
          for (COSDictionary holder = moved.get(page.getObject(mark));
              holder != null;
              holder = moved.get(holder)) {
            page.set(mark, holder);
          }
        }
      }
    }
  }

  private static void inside(@Nullable COSBase dictionary) {
    if (dictionary instanceof COSDictionary small) {
      small.setDirect(true);
    }
  }
}
