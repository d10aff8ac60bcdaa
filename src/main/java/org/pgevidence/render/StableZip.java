package org.pgevidence.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Rewrites a workbook without the time it was made at: same facts, same bytes. */
final class StableZip {
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private StableZip() {}

  /** Copies the entries in their order; the document's date of creation becomes {@code created}. */
  static void copy(Path zip, String created, OutputStream out) throws IOException {
    ZipOutputStream target = new ZipOutputStream(out);
    try (ZipFile source = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(source.entries())) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(EPOCH);
        target.putNextEntry(copy);
        try (InputStream in = source.getInputStream(entry)) {
          if (entry.getName().equals("docProps/core.xml")) {
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            target.write(
                xml.replaceAll("(<dcterms:(created|modified)[^>]*>)[^<]*", "$1" + created)
                    .getBytes(StandardCharsets.UTF_8));
          } else {
            in.transferTo(target);
          }
        }
        target.closeEntry();
      }
    }
    target.finish();
  }
}
