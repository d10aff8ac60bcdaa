package org.pgevidence.control;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of {@code context/}: their keys and the tables they fill. */
public final class ContextFiles {
  /** Name of a file, its tables (the first is filled by the first key), and its keys. */
  record Shape(String file, String purpose, List<String> tables, List<ContextField> fields) {}

  private static final List<Shape> SHAPES =
      Stream.of(
              PeopleFiles.shapes(),
              DataFiles.shapes(),
              PlatformFiles.shapes(),
              RecordFiles.shapes())
          .flatMap(List::stream)
          .toList();

  private ContextFiles() {}

  static Shape shape(String file, String purpose, List<String> tables, ContextField... fields) {
    return new Shape(file, purpose, tables, List.of(fields));
  }

  /** All files. */
  static List<Shape> shapes() {
    return SHAPES;
  }

  /** Names of all files. */
  public static List<String> names() {
    return SHAPES.stream().map(Shape::file).toList();
  }

  /** The shape of a file; empty when there is no such file. */
  static Optional<Shape> find(String file) {
    return SHAPES.stream().filter(shape -> shape.file().equals(file)).findFirst();
  }

  /** What to write where, so that a context table is provided. */
  public static String remedy(String table) {
    return SHAPES.stream()
        .filter(shape -> shape.tables().contains(table))
        .map(
            shape ->
                "write context/"
                    + shape.file()
                    + " (pgevidence context init makes a commented stub)")
        .findFirst()
        .orElse("write it in context/");
  }
}
