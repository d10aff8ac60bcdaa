package org.pgevidence.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a report in one document: pages, bookmarks, structure tree (ISO 32000-1, 14.7) and
 * the links from part to part. Objects are moved, not copied: the other documents must stay open
 * until the first is saved.
 */
final class JoinedParts {
  private final PDDocument whole;
  private final Map<String, PDPageDestination> anchors = new HashMap<>();

  private JoinedParts(PDDocument whole) {
    this.whole = whole;
  }

  /** Moves all parts into the first. */
  static void join(List<PDDocument> parts) throws IOException {
    JoinedParts joined = new JoinedParts(parts.getFirst());
    for (PDDocument part : parts) {
      joined.takeAnchors(part.getDocumentCatalog());
    }
    for (PDDocument part : parts.subList(1, parts.size())) {
      joined.takeStructure(part);
      joined.takeBookmarks(part.getDocumentCatalog().getDocumentOutline());
      List<PDPage> pages = new ArrayList<>();
      part.getPages().forEach(pages::add);
      pages.forEach(joined.whole::addPage);
    }
    for (PDPage page : joined.whole.getPages()) {
      joined.link(page);
    }
  }

  /**
   * The names were asked for in the style sheet, to link from part to part; nothing else needs
   * them.
   */
  private void takeAnchors(PDDocumentCatalog part) throws IOException {
    if (part.getNames() != null && part.getNames().getDests() != null) {
      anchors.putAll(part.getNames().getDests().getNames());
      part.getCOSObject().removeItem(COSName.NAMES);
    }
  }

  private void takeStructure(PDDocument part) {
    PDStructureTreeRoot root = whole.getDocumentCatalog().getStructureTreeRoot();
    PDStructureTreeRoot other = part.getDocumentCatalog().getStructureTreeRoot();
    COSDictionary document = document(root);
    COSArray kids = kids(document);
    for (COSBase kid : kids(document(other))) {
      ((COSDictionary) kid).setItem(COSName.P, document);
      kids.add(kid);
    }
    int first = root.getParentTreeNextKey();
    COSArray numbers = numbers(root);
    COSArray others = numbers(other);
    for (int i = 0; i < others.size(); i += 2) {
      numbers.add(COSInteger.get(first + others.getInt(i)));
      numbers.add(others.getObject(i + 1));
    }
    for (PDPage page : part.getPages()) {
      page.setStructParents(first + page.getStructParents());
      for (PDAnnotation annotation : annotations(page)) {
        annotation.setStructParent(first + annotation.getStructParent());
      }
    }
    root.setParentTreeNextKey(first + other.getParentTreeNextKey());
  }

  private static COSDictionary document(PDStructureTreeRoot root) {
    COSBase kid = root.getCOSObject().getDictionaryObject(COSName.K);
    return (COSDictionary) (kid instanceof COSArray kids ? kids.getObject(0) : kid);
  }

  private static COSArray kids(COSDictionary element) {
    if (!(element.getDictionaryObject(COSName.K) instanceof COSArray kids)) {
      COSArray one = new COSArray();
      one.add(element.getDictionaryObject(COSName.K));
      element.setItem(COSName.K, one);
      return one;
    }
    return kids;
  }

  private static COSArray numbers(PDStructureTreeRoot root) {
    return root.getParentTree().getCOSObject().getCOSArray(COSName.NUMS);
  }

  private void takeBookmarks(@Nullable PDDocumentOutline part) {
    if (part == null) {
      return;
    }
    PDDocumentOutline outline = whole.getDocumentCatalog().getDocumentOutline();
    if (outline == null) {
      outline = new PDDocumentOutline();
      whole.getDocumentCatalog().setDocumentOutline(outline);
    }
    List<PDOutlineItem> items = new ArrayList<>();
    part.children().forEach(items::add);
    for (PDOutlineItem item : items) {
      item.getCOSObject().removeItem(COSName.PREV);
      item.getCOSObject().removeItem(COSName.NEXT);
      outline.addLast(item);
    }
  }

  private void link(PDPage page) {
    for (PDAnnotation annotation : annotations(page)) {
      if (annotation instanceof PDAnnotationLink link
          && link.getAction() instanceof PDActionURI elsewhere
          && elsewhere.getURI().startsWith(ReportPart.ELSEWHERE)) {
        PDActionGoTo action = new PDActionGoTo();
        action.setDestination(
            anchors.get(elsewhere.getURI().substring(ReportPart.ELSEWHERE.length())));
        action.getCOSObject().setDirect(true);
        link.setAction(action);
      }
    }
  }

  private static List<PDAnnotation> annotations(PDPage page) {
    try {
      return page.getAnnotations();
    } catch (IOException e) {
      throw new IllegalStateException("the renderer made a page with faulty links", e);
    }
  }
}
