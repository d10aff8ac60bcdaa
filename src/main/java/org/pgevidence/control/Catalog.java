package org.pgevidence.control;

import java.util.List;

/**
 * Everything facts are judged by.
 *
 * @param version of the catalogue
 * @param digest SHA-256 over all its files, as hex
 * @param checks sorted by id
 * @param views SQL of {@code controls/views}, in the order of their file names
 */
public record Catalog(
    String version,
    String digest,
    List<Check> checks,
    List<Control> controls,
    List<Framework> frameworks,
    List<View> views,
    List<SourceFile> files) {
  /** Copies the lists. */
  public Catalog {
    checks = List.copyOf(checks);
    controls = List.copyOf(controls);
    frameworks = List.copyOf(frameworks);
    views = List.copyOf(views);
    files = List.copyOf(files);
  }

  /** A view that several checks share: one create view statement. */
  public record View(String name, String sql) {}

  /** A file of the catalogue as read, for the pack's definitions. */
  public record SourceFile(String path, String text) {}
}
