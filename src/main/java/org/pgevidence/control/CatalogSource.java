package org.pgevidence.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;

/** Files of a catalogue: the shipped one or a folder. */
public final class CatalogSource {
  private static final int MAX_FILES = 5_000;
  private static final long MAX_BYTES = 1 << 20;

  private CatalogSource() {}

  /** The catalogue that is shipped with this version. */
  public static List<Catalog.SourceFile> shipped() {
    URL marker = CatalogSource.class.getResource("/controls/catalog.yaml");
    if (marker == null) {
      throw new IllegalStateException("resource /controls/catalog.yaml is missing");
    }
    try {
      URI uri = marker.toURI();
      if (!"jar".equals(uri.getScheme())) {
        return folder(Path.of(uri).resolveSibling(""));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return files(jar.getPath("/controls"));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The catalogue in a folder. */
  public static List<Catalog.SourceFile> folder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw UserFault.usage(
          "The catalogue "
              + folder
              + " could not be read: it is not a folder. Name the folder with checks, mappings and frameworks.");
    }
    try {
      return files(folder);
    } catch (IOException e) {
      throw UserFault.usage(
          "The catalogue " + folder + " could not be read: " + Met.by(e) + ". Check its rights.");
    }
  }

  private static List<Catalog.SourceFile> files(Path root) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root, 2)) {
      paths =
          walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
              .filter(path -> path.toString().matches(".*\\.(yaml|sql)"))
              .limit(MAX_FILES + 1L)
              .toList();
    }
    if (paths.size() > MAX_FILES) {
      throw UserFault.usage(
          "The catalogue " + root + " has more than " + MAX_FILES + " files. Name another folder.");
    }
    List<Catalog.SourceFile> files = new ArrayList<>();
    for (Path path : paths) {
      String name = root.relativize(path).toString().replace('\\', '/');
      if (Files.size(path) > MAX_BYTES) {
        throw UserFault.usage(name + ": larger than 1 MB. Split it.");
      }
      try {
        files.add(new Catalog.SourceFile(name, Files.readString(path)));
      } catch (CharacterCodingException e) {
        throw UserFault.usage(name + ": not UTF-8 (" + e.getMessage() + "). Save it as UTF-8.");
      }
    }
    files.sort(java.util.Comparator.comparing(Catalog.SourceFile::path));
    return files;
  }
}
