package org.pgevidence.sign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/** A small PDF with text, an attachment, and signature fields. */
public final class TestPdf {
  private TestPdf() {}

  /** Its fields are empty. */
  public static byte[] with(String text, String... fields) throws IOException {
    try (PDDocument document = document(text, fields)) {
      return saved(document);
    }
  }

  /** Its first field is signed. */
  static byte[] certified(PdfCertification signature, String text, String... fields)
      throws IOException, SignatureFault {
    try (PDDocument document = document(text, fields)) {
      PDAcroForm form = document.getDocumentCatalog().getAcroForm();
      signature.into(document, (PDSignatureField) form.getField(fields[0]));
      return signature.complete(saved(document));
    }
  }

  private static byte[] saved(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  private static PDDocument document(String text, String... fields) throws IOException {
    PDDocument document = new PDDocument();
    PDPage page = new PDPage();
    document.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.beginText();
      content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 9);
      content.newLineAtOffset(40, 700);
      content.showText(text);
      content.endText();
    }
    // As PDF/A asks for; a visible signature adds one where there is none.
    COSDictionary colours = new COSDictionary();
    colours.setItem(COSName.TYPE, COSName.OUTPUT_INTENT);
    document.getDocumentCatalog().addOutputIntent(new PDOutputIntent(colours));
    attach(document, "{\"rows\": 1}");
    PDAcroForm form = new PDAcroForm(document);
    form.setDefaultResources(new PDResources());
    document.getDocumentCatalog().setAcroForm(form);
    int y = 100;
    for (String name : fields) {
      PDSignatureField field = new PDSignatureField(form);
      field.setPartialName(name);
      var widget = field.getWidgets().getFirst();
      widget.setRectangle(new PDRectangle(40, y, 200, 50));
      widget.setPage(page);
      widget.setPrinted(true);
      form.getFields().add(field);
      page.getAnnotations().add(widget);
      y += 60;
    }
    return document;
  }

  static void attach(PDDocument document, String json) throws IOException {
    PDEmbeddedFile file =
        new PDEmbeddedFile(
            document,
            new java.io.ByteArrayInputStream(
                json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    PDComplexFileSpecification specification = new PDComplexFileSpecification();
    specification.setFile("evidence.json");
    specification.setEmbeddedFile(file);
    PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(java.util.Map.of("evidence.json", specification));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
    names.setEmbeddedFiles(tree);
    document.getDocumentCatalog().setNames(names);
  }
}
