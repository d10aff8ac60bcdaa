package org.pgevidence.sign;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;

/** Updates that a forger appends to a signed PDF, by name. */
final class PdfUpdates {
  private PdfUpdates() {}

  /** Changes a document that is then saved as an incremental update. */
  @FunctionalInterface
  interface Update {
    void apply(PDDocument document, PDPage page) throws Exception;
  }

  static COSDictionary catalog(PDDocument document) {
    COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    catalog.setNeedToBeUpdated(true);
    return catalog;
  }

  static COSDictionary field(PDDocument document, String name) {
    var form = document.getDocumentCatalog().getAcroForm(null);
    COSDictionary field =
        java.util.Objects.requireNonNull(form.getField(name), name).getCOSObject();
    field.setNeedToBeUpdated(true);
    return field;
  }

  static COSStream picture(PDDocument document) throws java.io.IOException {
    COSStream picture = document.getDocument().createCOSStream();
    picture.setItem(COSName.TYPE, COSName.XOBJECT);
    picture.setItem(COSName.SUBTYPE, COSName.FORM);
    picture.setItem(COSName.BBOX, numbers(0, 0, 200, 50));
    try (var out = picture.createOutputStream()) {
      out.write("0 0 200 50 re f".getBytes(StandardCharsets.US_ASCII));
    }
    return picture;
  }

  static COSArray numbers(int... values) {
    COSArray numbers = new COSArray();
    Arrays.stream(values).forEach(value -> numbers.add(COSInteger.get(value)));
    return numbers;
  }

  static COSDictionary newField(PDPage page) {
    COSDictionary field = new COSDictionary();
    field.setItem(COSName.TYPE, COSName.ANNOT);
    field.setItem(COSName.SUBTYPE, COSName.WIDGET);
    field.setItem(COSName.FT, COSName.SIG);
    field.setString(COSName.T, "more");
    field.setItem(COSName.RECT, numbers(0, 0, 0, 0));
    field.setItem(COSName.P, page.getCOSObject());
    return field;
  }

  static void addField(PDDocument document, COSDictionary field) {
    COSDictionary form = catalog(document).getCOSDictionary(COSName.ACRO_FORM);
    form.getCOSArray(COSName.FIELDS).add(field);
    form.setNeedToBeUpdated(true);
  }

  static Map<String, Update> all() {
    Map<String, Update> all = new TreeMap<>();
    all.put(
        "drawn over",
        (document, page) -> {
          try (var content =
              new PDPageContentStream(
                  document, page, PDPageContentStream.AppendMode.APPEND, false)) {
            content.addRect(40, 690, 200, 30);
            content.fill();
          }
          page.getCOSObject().setNeedToBeUpdated(true);
        });
    all.put(
        "content rewritten under its old number",
        (document, page) -> {
          COSStream content = (COSStream) page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
          try (var out = content.createOutputStream()) {
            out.write("BT ET".getBytes(StandardCharsets.US_ASCII));
          }
          content.setNeedToBeUpdated(true);
        });
    all.put(
        "annotation added",
        (document, page) -> {
          PDAnnotationText note = new PDAnnotationText();
          note.setContents("all is well");
          List<org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation> notes =
              page.getAnnotations();
          notes.add(note);
          page.setAnnotations(notes);
          page.getCOSObject().setNeedToBeUpdated(true);
        });
    all.put(
        "attachment swapped",
        (document, page) -> {
          TestPdf.attach(document, "{\"rows\": 0}");
          catalog(document);
        });
    all.put(
        "font swapped",
        (document, page) -> {
          var name = page.getResources().getFontNames().iterator().next();
          var font = page.getResources().getFont(name).getCOSObject();
          font.setName(COSName.BASE_FONT, "Symbol");
          font.setNeedToBeUpdated(true);
        });
    all.put(
        "page tree swapped",
        (document, page) -> {
          COSDictionary pages = new COSDictionary();
          pages.setItem(COSName.TYPE, COSName.PAGES);
          pages.setItem(COSName.COUNT, COSInteger.get(1));
          COSArray kids = new COSArray();
          kids.add(new PDPage().getCOSObject());
          pages.setItem(COSName.KIDS, kids);
          catalog(document).setItem(COSName.PAGES, pages);
        });
    all.put(
        "page added",
        (document, page) -> {
          document.addPage(new PDPage());
          COSDictionary pages = page.getCOSObject().getCOSDictionary(COSName.PARENT);
          pages.setNeedToBeUpdated(true);
        });
    all.put(
        "script on opening",
        (document, page) ->
            catalog(document)
                .setItem(COSName.OPEN_ACTION, new PDActionJavaScript("1").getCOSObject()));
    all.put(
        "metadata added",
        (document, page) -> catalog(document).setItem(COSName.METADATA, picture(document)));
    all.put(
        "title changed",
        (document, page) -> {
          document.getDocumentInformation().setTitle("Other");
          document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
        });
    all.put(
        "appearance of the seal changed",
        (document, page) -> {
          COSDictionary look = new COSDictionary();
          look.setItem(COSName.N, picture(document));
          field(document, "prepared").setItem(COSName.AP, look);
        });
    all.put(
        "appearance without a signature",
        (document, page) -> {
          COSDictionary look = new COSDictionary();
          look.setItem(COSName.N, picture(document));
          field(document, "reviewed").setItem(COSName.AP, look);
        });
    all.put(
        "signature field moved",
        (document, page) ->
            field(document, "reviewed").setItem(COSName.RECT, numbers(0, 0, 600, 800)));
    all.put("empty field added", (document, page) -> addField(document, newField(page)));
    all.put(
        "field with a script added",
        (document, page) -> {
          COSDictionary field = newField(page);
          field.setItem(COSName.V, new COSDictionary());
          field.setItem(COSName.AA, new PDActionJavaScript("1").getCOSObject());
          addField(document, field);
        });
    all.put(
        "forms in XML added",
        (document, page) -> {
          COSDictionary form = catalog(document).getCOSDictionary(COSName.ACRO_FORM);
          form.setItem(COSName.XFA, picture(document));
          form.setNeedToBeUpdated(true);
        });
    all.put(
        "two keys hidden in one name",
        (document, page) -> {
          COSDictionary dictionary = page.getCOSObject();
          COSBase resources = dictionary.getItem(COSName.RESOURCES);
          dictionary.removeItem(COSName.RESOURCES);
          dictionary.setItem(COSName.getPDFName("Parent 2 0 R/Resources"), resources);
          dictionary.setNeedToBeUpdated(true);
        });
    return all;
  }
}
