package org.pgevidence.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Calendar;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/** Puts a file into a PDF as an associated file (ISO 19005-3, 6.8), related to it as data. */
final class PdfAttachment {
  private static final COSName AF = COSName.getPDFName("AF");

  private PdfAttachment() {}

  static void add(PDDocument document, Issue.Attachment attachment, Calendar when)
      throws IOException {
    PDEmbeddedFile file =
        new PDEmbeddedFile(
            document, new ByteArrayInputStream(attachment.bytes()), COSName.FLATE_DECODE);
    file.setSubtype(attachment.mediaType());
    file.setSize(attachment.bytes().length);
    file.setCreationDate(when);
    file.setModDate(when);
    var parameters = (COSDictionary) file.getCOSObject().getDictionaryObject(COSName.PARAMS);
    parameters.setItem(COSName.getPDFName("CheckSum"), new COSString(md5(attachment.bytes())));

    PDComplexFileSpecification specification = new PDComplexFileSpecification();
    specification.setFile(attachment.name());
    specification.setFileUnicode(attachment.name());
    specification.setFileDescription(attachment.description());
    specification.setEmbeddedFile(file);
    specification.setEmbeddedFileUnicode(file);
    specification.getCOSObject().setName("AFRelationship", "Data");
    register(document, attachment.name(), specification);
  }

  private static void register(
      PDDocument document, String name, PDComplexFileSpecification specification)
      throws IOException {
    var catalog = document.getDocumentCatalog();
    var names = catalog.getNames();
    if (names == null) {
      names = new PDDocumentNameDictionary(catalog);
      catalog.setNames(names);
    }
    Map<String, PDComplexFileSpecification> all = new TreeMap<>();
    var old = names.getEmbeddedFiles();
    if (old != null && old.getNames() != null) {
      all.putAll(old.getNames());
    }
    all.put(name, specification);
    PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(all);
    names.setEmbeddedFiles(tree);
    COSArray associated = (COSArray) catalog.getCOSObject().getDictionaryObject(AF);
    if (associated == null) {
      associated = new COSArray();
      catalog.getCOSObject().setItem(AF, associated);
    }
    associated.add(specification);
  }

  @SuppressWarnings("InsecureCryptoUsage") // the PDF format asks for MD5; nothing trusts it
  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
