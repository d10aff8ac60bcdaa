package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attacks on what a signed PDF shows that leave the signed bytes alone: hide, replace, hide and
 * replace, and files of which two readers see two documents.
 */
class PdfShadowTest {
  private static final COSName DSS = COSName.getPDFName("DSS");
  private static final Map<String, PdfUpdates.Update> UPDATES = updates();

  static List<String> names() {
    return List.copyOf(UPDATES.keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void noUpdatePassesAtAnyLevel(String name) throws Exception {
    PdfUpdates.Update change = java.util.Objects.requireNonNull(UPDATES.get(name));
    for (SignatureLevel level : SignatureLevel.values()) {
      byte[] changed = PdfTamperTest.update(SignedPdfs.at(level), change);

      assertFalse(changed.length == SignedPdfs.at(level).length, "nothing was changed");
      assertFalse(PdfRevisions.faultsAfterFirstSignature(changed).isEmpty(), level + ": passed");
    }
  }

  private static Map<String, PdfUpdates.Update> updates() {
    Map<String, PdfUpdates.Update> all = new TreeMap<>();
    all.put(
        "another catalog",
        (document, page) -> {
          COSDictionary root = new COSDictionary(PdfUpdates.catalog(document));
          root.setItem(COSName.getPDFName("Lang"), new COSString("xx"));
          document.getDocument().getTrailer().setItem(COSName.ROOT, root);
        });
    all.put(
        "permissions removed",
        (document, page) -> PdfUpdates.catalog(document).removeItem(COSName.getPDFName("Perms")));
    all.put(
        "layers that hide content",
        (document, page) ->
            PdfUpdates.catalog(document).setItem(COSName.OCPROPERTIES, new COSDictionary()));
    all.put(
        "action of the document",
        (document, page) -> {
          COSDictionary actions = new COSDictionary();
          actions.setItem(COSName.getPDFName("WP"), new PDActionJavaScript("1").getCOSObject());
          PdfUpdates.catalog(document).setItem(COSName.AA, actions);
        });
    all.put(
        "action of a page",
        (document, page) -> {
          COSDictionary actions = new COSDictionary();
          actions.setItem(COSName.O, new PDActionJavaScript("1").getCOSObject());
          page.getCOSObject().setItem(COSName.AA, actions);
          page.getCOSObject().setNeedToBeUpdated(true);
        });
    all.put(
        "page turned and cut",
        (document, page) -> {
          page.setRotation(180);
          page.getCOSObject().setItem(COSName.CROP_BOX, PdfUpdates.numbers(0, 0, 10, 10));
          page.getCOSObject().setNeedToBeUpdated(true);
        });
    all.put(
        "default resources replaced",
        (document, page) -> form(document).setItem(COSName.DR, PdfUpdates.picture(document)));
    all.put(
        "appearances to be made anew",
        (document, page) -> form(document).setItem(COSName.NEED_APPEARANCES, COSBoolean.TRUE));
    all.put(
        "value of the seal replaced",
        (document, page) ->
            PdfUpdates.field(document, "prepared").setItem(COSName.V, new COSDictionary()));
    all.put(
        "seal shown in another field",
        (document, page) -> {
          COSBase seal = PdfUpdates.field(document, "prepared").getItem(COSName.V);
          PdfUpdates.field(document, "reviewed").setItem(COSName.V, seal);
        });
    all.put(
        "field removed", (document, page) -> form(document).getCOSArray(COSName.FIELDS).remove(0));
    all.put(
        "stamp over the page",
        (document, page) -> {
          COSDictionary look = new COSDictionary();
          look.setItem(COSName.N, PdfUpdates.picture(document));
          COSDictionary stamp = new COSDictionary();
          stamp.setItem(COSName.TYPE, COSName.ANNOT);
          stamp.setItem(COSName.SUBTYPE, COSName.getPDFName("Stamp"));
          stamp.setItem(COSName.RECT, PdfUpdates.numbers(40, 690, 240, 740));
          stamp.setItem(COSName.AP, look);
          page.getCOSObject().getCOSArray(COSName.ANNOTS).add(stamp);
          page.getCOSObject().setNeedToBeUpdated(true);
        });
    all.put(
        "field with an extent that shows something",
        (document, page) -> {
          COSDictionary field = PdfUpdates.newField(page);
          field.setItem(COSName.V, new COSDictionary());
          field.setItem(COSName.RECT, PdfUpdates.numbers(0, 0, 600, 800));
          PdfUpdates.addField(document, field);
        });
    all.put(
        "signature that covers part of the file",
        (document, page) -> {
          COSDictionary value = new COSDictionary();
          value.setItem(COSName.TYPE, COSName.SIG);
          value.setItem(COSName.BYTERANGE, PdfUpdates.numbers(0, 100, 200, 300));
          value.setItem(COSName.CONTENTS, new COSString(new byte[] {0x30, 0}));
          COSDictionary field = PdfUpdates.newField(page);
          field.setItem(COSName.V, value);
          PdfUpdates.addField(document, field);
        });
    all.put(
        "other things among the validation data",
        (document, page) -> {
          COSDictionary store = new COSDictionary();
          store.setItem(COSName.getPDFName("Scripts"), PdfUpdates.picture(document));
          PdfUpdates.catalog(document).setItem(DSS, store);
        });
    return all;
  }

  private static COSDictionary form(PDDocument document) {
    COSDictionary form = PdfUpdates.catalog(document).getCOSDictionary(COSName.ACRO_FORM);
    form.setNeedToBeUpdated(true);
    return form;
  }

  /** The page's content is declared to be a certificate first, then replaced. */
  @Test
  void contentDeclaredAsValidationDataCannotChange() throws Exception {
    byte[] plain = TestPdf.with("Evidence", "prepared");
    byte[] prepared =
        PdfTamperTest.update(
            plain,
            (document, page) -> {
              COSArray parts = new COSArray();
              parts.add(page.getCOSObject().getItem(COSName.CONTENTS));
              page.getCOSObject().setItem(COSName.CONTENTS, parts);
              parts.setDirect(false);
              COSDictionary store = new COSDictionary();
              store.setItem(COSName.getPDFName("Certs"), parts);
              PdfUpdates.catalog(document).setItem(DSS, store);
              page.getCOSObject().setNeedToBeUpdated(true);
            });
    byte[] replaced =
        PdfTamperTest.update(
            prepared,
            (document, page) -> {
              COSArray parts = page.getCOSObject().getCOSArray(COSName.CONTENTS);
              parts.clear();
              parts.add(PdfUpdates.picture(document));
              parts.setNeedToBeUpdated(true);
            });

    assertFalse(PdfRevisions.faults(prepared, replaced).isEmpty());
  }

  /** The signed page refers to an object that is not there, until the update brings it. */
  @Test
  void missingObjectCannotAppear() throws Exception {
    byte[] base =
        PdfTamperTest.update(
            TestPdf.with("Evidence", "prepared"),
            (document, page) -> {
              COSArray parts = new COSArray();
              parts.add(page.getCOSObject().getItem(COSName.CONTENTS));
              parts.add(document.getDocument().getObjectFromPool(new COSObjectKey(400, 0)));
              page.getCOSObject().setItem(COSName.CONTENTS, parts);
              page.getCOSObject().setNeedToBeUpdated(true);
            });
    byte[] updated = append(base, 400, "<</Length 14>>\nstream\n0 0 99 99 re f\nendstream", "");

    assertEquals(
        1, kids(updated, 400), "the object must be readable for the test to mean anything");
    assertNamed(PdfRevisions.faults(base, updated), "a part that it lacked");
  }

  @ParameterizedTest
  @EnumSource
  void objectThatNoTableNamesIsRefused(SignatureLevel level) throws Exception {
    byte[] signed = SignedPdfs.at(level);
    String hidden = "5 0 obj\n<</Type/Page/Contents 400 0 R>>\nendobj\n";

    byte[] between = append(signed, 400, "<<>>", hidden);
    byte[] inside = append(signed, 400, "<</A 1>>\n" + hidden.replace("endobj", ""), "");
    byte[] junk = append(signed, 400, "<<>>", "any words\n");

    for (byte[] changed : List.of(between, inside, junk)) {
      assertFalse(PdfRevisions.faultsAfterFirstSignature(changed).isEmpty(), level.name());
    }
    assertNamed(PdfRevisions.faults(signed, between), "hides object 5");
    assertNamed(PdfRevisions.faults(signed, inside), "an object inside another");
    assertNamed(PdfRevisions.faults(signed, junk), "no part of the document");
    assertEquals(List.of(), PdfRevisions.faults(signed, append(signed, 400, "<<>>", "")));
  }

  /** What stands in an object stream is changed by a new stream of the old number. */
  @Test
  void objectStreamCannotBeReplaced() throws Exception {
    byte[] signed = SignedPdfs.at(SignatureLevel.B);
    long container = 0;
    try (PDDocument document = Loader.loadPDF(signed)) {
      for (long offset : document.getDocument().getXrefTable().values()) {
        container = offset < 0 ? -offset : container;
      }
    }
    assertTrue(container > 0, "the report holds no object stream");

    byte[] changed =
        append(
            signed,
            container,
            "<</Type/ObjStm/N 1/First 4/Length 8>>\nstream\n1 0 <<>>\nendstream",
            "");

    assertFalse(PdfRevisions.faults(signed, changed).isEmpty());
  }

  /** An update by hand: one object, its table, and something in front of the table. */
  private static byte[] append(byte[] base, long number, String object, String before)
      throws Exception {
    String tail = new String(base, StandardCharsets.ISO_8859_1);
    int at = tail.lastIndexOf("startxref") + "startxref".length();
    String previous = tail.substring(at, tail.indexOf("%%EOF", at)).strip();
    String root;
    try (PDDocument document = Loader.loadPDF(base)) {
      COSObject catalog = (COSObject) document.getDocument().getTrailer().getItem(COSName.ROOT);
      root = catalog.getKey().getNumber() + " 0 R";
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(base);
    out.write('\n');
    int offset = out.size();
    out.write((number + " 0 obj\n" + object + "\nendobj\n").getBytes(StandardCharsets.ISO_8859_1));
    out.write(before.getBytes(StandardCharsets.ISO_8859_1));
    int table = out.size();
    String info = "";
    try (PDDocument document = Loader.loadPDF(base)) {
      if (document.getDocument().getTrailer().getItem(COSName.INFO) instanceof COSObject item) {
        info = "/Info " + item.getKey().getNumber() + " 0 R";
      }
    }
    out.write(
        "xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size 500/Root %s%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(number, offset, root, info, previous, table)
            .getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private static int kids(byte[] pdf, long number) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      COSBase object =
          document.getDocument().getObjectFromPool(new COSObjectKey(number, 0)).getObject();
      return object instanceof COSStream ? 1 : 0;
    }
  }

  private static void assertNamed(List<String> faults, String words) {
    assertTrue(faults.stream().anyMatch(fault -> fault.contains(words)), faults.toString());
  }
}
