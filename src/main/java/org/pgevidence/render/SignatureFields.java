package org.pgevidence.render;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDObjectReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/**
 * Empty, visible signature fields on the cover, tagged beforehand: a field that a signer adds later
 * would break PDF/UA-1 (7.18.4).
 */
public final class SignatureFields {
  /** Field of the certification by whoever ran the program. */
  public static final String OPERATOR = "operator";

  /** Field of the reviewer. */
  public static final String REVIEWER = "reviewer";

  /** Field of the approver. */
  public static final String APPROVER = "approver";

  /** Distances in points from the lower left corner of the page, as the cover leaves room. */
  private static final float LEFT = 56.7f;

  private static final float BOTTOM = 140f;
  private static final float WIDTH = 153f;
  private static final float GAP = 11.4f;
  private static final float HEIGHT = 56f;

  /** What the operator's field shows. */
  private static final float SIZE = 8f;

  private static final float ASCENT = 5.7f;
  private static final float LEADING = 11f;
  private static final float INSET = 6f;
  private static final float[] COLOUR = {0x12 / 255f, 0x3a / 255f, 0x63 / 255f};

  private SignatureFields() {}

  /**
   * Adds the fields.
   *
   * @param stamp put into the operator's
   */
  static void add(PDDocument document, PDFont font, Optional<Stamp> stamp) throws IOException {
    PDAcroForm form = new PDAcroForm(document);
    form.setDefaultResources(new PDResources());
    document.getDocumentCatalog().setAcroForm(form);
    // What PDFBox gives a form that it reads: approvals shall not change the one that was signed.
    form.setDefaultAppearance("/Helv 0 Tf 0 g ");
    COSDictionary fonts = new COSDictionary();
    fonts.setItem(COSName.HELV, font("Helvetica"));
    fonts.setItem(COSName.ZA_DB, font("ZapfDingbats"));
    form.getDefaultResources().getCOSObject().setItem(COSName.FONT, fonts);
    List<String> names = List.of(OPERATOR, REVIEWER, APPROVER);
    for (int i = 0; i < names.size(); i++) {
      PDSignatureField field = field(document, form, names.get(i), place(i));
      if (names.get(i).equals(OPERATOR) && stamp.isPresent()) {
        show(document, field, font, stamp.get().lines());
        stamp.get().into().accept(document, field);
      }
    }
  }

  private static COSDictionary font(String name) {
    COSDictionary font = new COSDictionary();
    font.setItem(COSName.TYPE, COSName.FONT);
    font.setItem(COSName.SUBTYPE, COSName.TYPE1);
    font.setName(COSName.BASE_FONT, name);
    return font;
  }

  /** Where a field stands on the cover; from left to right. */
  static PDRectangle place(int number) {
    return new PDRectangle(LEFT + number * (WIDTH + GAP), BOTTOM, WIDTH, HEIGHT);
  }

  private static PDSignatureField field(
      PDDocument document, PDAcroForm form, String name, PDRectangle place) throws IOException {
    String alternative = "Signature of the " + name;
    PDPage page = document.getPage(0);
    PDSignatureField field = new PDSignatureField(form);
    field.setPartialName(name);
    field.setAlternateFieldName(alternative);
    PDAnnotationWidget widget = field.getWidgets().getFirst();
    widget.setRectangle(place);
    widget.setPage(page);
    widget.setPrinted(true);
    widget.setAppearance(empty(document, place));
    form.getFields().add(field);
    List<PDAnnotation> annotations = page.getAnnotations();
    annotations.add(widget);
    page.setAnnotations(annotations);
    page.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
    tag(document.getDocumentCatalog().getStructureTreeRoot(), page, widget, alternative);
    return field;
  }

  /** Lines that are too long for the field are made smaller. */
  private static void show(
      PDDocument document, PDSignatureField field, PDFont font, List<String> lines)
      throws IOException {
    PDAppearanceStream shown = field.getWidgets().getFirst().getNormalAppearanceStream();
    float first = (HEIGHT + (lines.size() - 1) * LEADING - ASCENT) / 2;
    try (var content = new PDPageContentStream(document, shown)) {
      content.setNonStrokingColor(COLOUR[0], COLOUR[1], COLOUR[2]);
      for (int i = 0; i < lines.size(); i++) {
        float width = font.getStringWidth(lines.get(i)) / 1000 * SIZE;
        content.beginText();
        content.setFont(font, SIZE * Math.min(1, (WIDTH - 2 * INSET) / width));
        content.newLineAtOffset(INSET, first - i * LEADING);
        content.showText(lines.get(i));
        content.endText();
      }
    }
  }

  private static PDAppearanceDictionary empty(PDDocument document, PDRectangle place) {
    PDAppearanceStream stream = new PDAppearanceStream(document);
    stream.setBBox(new PDRectangle(place.getWidth(), place.getHeight()));
    stream.setResources(new PDResources());
    stream.setFormType(1);
    PDAppearanceDictionary appearance = new PDAppearanceDictionary();
    appearance.setNormalAppearance(stream);
    return appearance;
  }

  private static void tag(
      PDStructureTreeRoot root, PDPage page, PDAnnotationWidget widget, String alternative) {
    COSBase kids = root.getCOSObject().getDictionaryObject(COSName.K);
    var top = (COSDictionary) (kids instanceof COSArray array ? array.getObject(0) : kids);
    PDStructureElement document = new PDStructureElement(top);
    PDStructureElement element = new PDStructureElement("Form", document);
    element.setPage(page);
    element.setAlternateDescription(alternative);
    document.appendKid(element);
    PDObjectReference reference = new PDObjectReference();
    reference.setReferencedObject(widget);
    reference.getCOSObject().setDirect(true);
    element.appendKid(reference);

    var parents = (COSDictionary) root.getCOSObject().getDictionaryObject(COSName.PARENT_TREE);
    if (!(parents.getDictionaryObject(COSName.NUMS) instanceof COSArray numbers)) {
      throw new IllegalStateException("the structure's parent tree is not flat");
    }
    int key = root.getParentTreeNextKey();
    for (int i = 0; i < numbers.size(); i += 2) {
      key = Math.max(key, numbers.getInt(i) + 1);
    }
    numbers.add(COSInteger.get(key));
    numbers.add(element);
    widget.setStructParent(key);
    root.setParentTreeNextKey(key + 1);
  }
}
