package org.pgevidence.collect;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One file of {@code facts/}: the query that reads a fact table, and what its leading comments
 * declare. {@code name@16.sql} holds from major 16 on.
 *
 * <p>Declarations are comment lines of the form {@code -- key: value}: {@code count} (a second
 * query for the number of rows), {@code requires} (a predefined role without which the server hides
 * rows), {@code right} and {@code remedy} (what is missing when it is refused; {role} stands for
 * the quoted role), {@code unavailable} (no query: the source does not exist in these majors),
 * {@code only_if} (a query that must say true before a limited one may stand for the whole).
 *
 * @param name file name without version and ending: the fact table, with a suffix after a dot
 * @param sql the query as it is sent, but for {@code :names} of {@link Parameters}
 */
record FactQuery(String name, String sql, Map<String, String> declarations) {
  private static final Pattern DECLARATION =
      Pattern.compile("-- (count|requires|right|remedy|unavailable|only_if): (.+)");
  private static final int OLDEST = 13;
  private static final Set<String> FILES = files();
  private static final Map<String, FactQuery> READ = new ConcurrentHashMap<>();

  /** Copies the map. */
  FactQuery {
    declarations = Map.copyOf(declarations);
  }

  /** The query of a name for a major; empty when there is none. */
  static Optional<FactQuery> find(String name, int major) {
    for (int version = major; version > OLDEST; version--) {
      String file = name + "@" + version + ".sql";
      if (FILES.contains(file)) {
        return Optional.of(read(name, file));
      }
    }
    return FILES.contains(name + ".sql")
        ? Optional.of(read(name, name + ".sql"))
        : Optional.empty();
  }

  private static FactQuery read(String name, String file) {
    return READ.computeIfAbsent(file, key -> parse(name, resource(key)));
  }

  /** The query of a name that every major has. */
  static FactQuery of(String name, int major) {
    return find(name, major)
        .orElseThrow(() -> new IllegalStateException("facts/" + name + ".sql is missing"));
  }

  /** The fact table that is read. */
  String table() {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** A declaration's value. */
  Optional<String> declared(String key) {
    return Optional.ofNullable(declarations.get(key));
  }

  private static FactQuery parse(String name, String text) {
    Map<String, String> declarations = new LinkedHashMap<>();
    Matcher matcher = DECLARATION.matcher(text);
    while (matcher.find()) {
      declarations.put(matcher.group(1), matcher.group(2).strip());
    }
    String sql =
        text.lines()
            .filter(line -> !line.startsWith("--"))
            .reduce((a, b) -> a + "\n" + b)
            .orElse("");
    return new FactQuery(name, sql.strip(), declarations);
  }

  private static String resource(String file) {
    try (InputStream in = FactQuery.class.getResourceAsStream("/facts/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the files; to ask the class loader for one that is not there takes milliseconds. */
  private static Set<String> files() {
    try {
      URL one = Objects.requireNonNull(FactQuery.class.getResource("/facts/role.sql"));
      if (!(one.openConnection() instanceof JarURLConnection inJar)) {
        try (Stream<Path> all = Files.list(Path.of(one.toURI()).resolveSibling(""))) {
          return all.map(file -> String.valueOf(file.getFileName())).collect(toUnmodifiableSet());
        }
      }
      return inJar.getJarFile().stream()
          .map(JarEntry::getName)
          .filter(name -> name.startsWith("facts/"))
          .map(name -> name.substring("facts/".length()))
          .collect(toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
