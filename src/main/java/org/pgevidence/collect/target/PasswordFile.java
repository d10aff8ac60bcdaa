package org.pgevidence.collect.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks a password up in .pgpass: lines {@code host:port:database:user:password}, * matches all, \
 * escapes : and \. As in libpq, a file that group or others can read is not used.
 * https://www.postgresql.org/docs/current/libpq-pgpass.html
 */
final class PasswordFile {
  private final Path file;

  PasswordFile(Map<String, String> environment, Optional<String> explicit) {
    file =
        Path.of(
            explicit.orElseGet(
                () ->
                    environment.getOrDefault(
                        "PGPASSFILE", System.getProperty("user.home") + "/.pgpass")));
  }

  /** The first matching password. For a Unix socket, {@code hosts} are localhost and the folder. */
  Optional<String> find(List<String> hosts, int port, String database, String user) {
    if (!isPrivate()) {
      return Optional.empty();
    }
    for (String line : lines()) {
      List<String> fields = split(line);
      if (fields.size() >= 5
          && hosts.stream().anyMatch(host -> matches(fields.get(0), host))
          && matches(fields.get(1), Integer.toString(port))
          && matches(fields.get(2), database)
          && matches(fields.get(3), user)) {
        return Optional.of(fields.get(4));
      }
    }
    return Optional.empty();
  }

  /** Whether the file exists but is not used because others could read it. */
  boolean isTooOpen() {
    return Files.isRegularFile(file) && !isPrivate();
  }

  /** The file, for messages. */
  Path path() {
    return file;
  }

  private boolean isPrivate() {
    try {
      return Files.isRegularFile(file)
          && Files.getPosixFilePermissions(file).stream()
              .allMatch(
                  Set.of(
                          PosixFilePermission.OWNER_READ,
                          PosixFilePermission.OWNER_WRITE,
                          PosixFilePermission.OWNER_EXECUTE)
                      ::contains);
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean matches(String field, String value) {
    return field.equals("*") || field.equals(value);
  }

  private static List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    if (line.startsWith("#")) {
      return fields;
    }
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        field.append(line.charAt(++i));
      } else if (c == ':' && fields.size() < 4) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
