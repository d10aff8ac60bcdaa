package org.pgevidence.render;

import java.util.List;
import java.util.function.BiConsumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/**
 * The signature that a PDF is written with; its value is filled in when the file stands.
 *
 * @param lines what its field on the cover shows
 * @param into puts it into this field of the document, which is written next
 */
public record Stamp(List<String> lines, BiConsumer<PDDocument, PDSignatureField> into) {
  /** Copies the list. */
  public Stamp {
    lines = List.copyOf(lines);
  }
}
