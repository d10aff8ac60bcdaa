package org.pgevidence.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** All text of a pack: gunzipped, unzipped, and as a PDF shows it. */
final class PackText {
  private PackText() {}

  static String of(Path pack) throws IOException {
    List<String> all = new ArrayList<>();
    for (String path : PackFolder.list(pack)) {
      Path file = pack.resolve(path);
      if (path.endsWith(".pdf")) {
        try (var document = Loader.loadPDF(file.toFile())) {
          all.add(new PDFTextStripper().getText(document));
        }
      } else if (path.endsWith(".xlsx")) {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
          while (zip.getNextEntry() != null) {
            all.add(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      } else {
        try (InputStream in = Files.newInputStream(file);
            InputStream plain = path.endsWith(".gz") ? new GZIPInputStream(in) : in) {
          all.add(new String(plain.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return String.join("\n", all);
  }
}
