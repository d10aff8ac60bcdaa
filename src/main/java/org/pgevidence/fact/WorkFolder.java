package org.pgevidence.fact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A folder of its own below the system's temporary one, which is removed when it is closed. */
public record WorkFolder(Path path) implements AutoCloseable {
  /** Makes one that only its owner may enter. */
  public static WorkFolder create() throws IOException {
    return new WorkFolder(Files.createTempDirectory("pgevidence-"));
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (var walk = Files.walk(path)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : all) {
      Files.deleteIfExists(one);
    }
  }
}
