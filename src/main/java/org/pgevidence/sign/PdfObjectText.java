package org.pgevidence.sign;

import java.io.IOException;
import java.io.InputStream;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;

/** One text for a PDF object: equal if and only if the objects are; references stay references. */
final class PdfObjectText {
  private PdfObjectText() {}

  static String of(@Nullable COSBase object) throws IOException {
    StringBuilder out = new StringBuilder();
    write(object, out);
    return out.toString();
  }

  private static void write(@Nullable COSBase object, StringBuilder out) throws IOException {
    switch (object) {
      case null -> out.append("absent");
      case COSObject reference -> out.append(reference.getKey());
      case COSStream stream -> {
        dictionary(stream, out);
        try (InputStream raw = stream.createRawInputStream()) {
          out.append("stream ").append(Digest.hex(raw.readAllBytes()));
        }
      }
      case COSDictionary dictionary -> dictionary(dictionary, out);
      case COSArray array -> {
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
          write(array.get(i), out);
          out.append(' ');
        }
        out.append(']');
      }
      case COSName name -> name(name, out);
      case COSString text -> out.append('<').append(text.toHexString()).append('>');
      default -> out.append(object);
    }
  }

  private static void dictionary(COSDictionary dictionary, StringBuilder out) throws IOException {
    TreeMap<String, COSName> keys = new TreeMap<>();
    dictionary.keySet().forEach(key -> keys.put(key.getName(), key));
    out.append("<<");
    for (COSName key : keys.values()) {
      name(key, out);
      write(dictionary.getItem(key), out);
    }
    out.append(">>");
  }

  /** With its length, so that a name with spaces in it never reads as something else. */
  private static void name(COSName name, StringBuilder out) {
    String text = name.getName();
    out.append('/').append(text.length()).append(' ').append(text).append(' ');
  }
}
