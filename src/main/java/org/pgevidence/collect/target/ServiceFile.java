package org.pgevidence.collect.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgevidence.fact.UserFault;

/**
 * Looks a name up in the connection service files: PGSERVICEFILE or ~/.pg_service.conf, then
 * pg_service.conf in PGSYSCONFDIR or /etc/postgresql-common.
 * https://www.postgresql.org/docs/current/libpq-pgservice.html
 */
final class ServiceFile {
  private final Map<String, String> environment;

  ServiceFile(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Keywords of a service; empty when no file has it. */
  Optional<Map<String, String>> find(String service) {
    for (Path file : files()) {
      if (Files.isRegularFile(file)) {
        Optional<Map<String, String>> found = find(service, file);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Files that are asked, in order. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    files.add(
        environment.containsKey("PGSERVICEFILE")
            ? Path.of(environment.getOrDefault("PGSERVICEFILE", ""))
            : Path.of(System.getProperty("user.home"), ".pg_service.conf"));
    files.add(
        Path.of(
            environment.getOrDefault("PGSYSCONFDIR", "/etc/postgresql-common"), "pg_service.conf"));
    return files;
  }

  private static Optional<Map<String, String>> find(String service, Path file) {
    Map<String, String> found = new LinkedHashMap<>();
    boolean isInside = false;
    boolean isFound = false;
    int number = 0;
    for (String raw : lines(file)) {
      number++;
      String line = raw.strip();
      if (line.startsWith("[")) {
        isInside = line.equals("[" + service + "]");
        isFound |= isInside;
      } else if (isInside && !line.isEmpty() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        if (equals < 1) {
          throw UserFault.usage(
              file + ":" + number + ": the line is no keyword=value. Correct it, or take it out.");
        }
        found.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return isFound ? Optional.of(found) : Optional.empty();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UserFault(
          UserFault.Kind.USAGE,
          "The service file "
              + file
              + " could not be read: "
              + e.getMessage()
              + ". Make it readable UTF-8.",
          e);
    }
  }
}
