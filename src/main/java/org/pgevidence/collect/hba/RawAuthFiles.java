package org.pgevidence.collect.hba;

import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.TableWriter;

/**
 * What the raw files say, ready to be stored: the source of {@code hba_line}, {@code ident_line}
 * and {@code hba_file}.
 */
public final class RawAuthFiles {
  private final Path home;
  private final List<HbaLine> rules;
  private final List<IdentLine> maps;
  private final List<AuthFileReader.ReadFile> files;

  private RawAuthFiles(
      Path home, List<HbaLine> rules, List<IdentLine> maps, List<AuthFileReader.ReadFile> files) {
    this.home = home;
    this.rules = rules;
    this.maps = maps;
    this.files = files;
  }

  /** Reads both files and all they include; paths are settings hba_file and ident_file. */
  public static RawAuthFiles read(
      ServerFiles source, ServerBuild build, String hbaPath, String identPath) {
    AuthFileReader reader = new AuthFileReader(source, build.major());
    List<HbaLine> rules =
        reader.read(hbaPath, "hba").stream().map(entry -> HbaParser.parse(build, entry)).toList();
    List<IdentLine> maps =
        reader.read(identPath, "ident").stream()
            .map(entry -> IdentLine.parse(build.major(), entry))
            .toList();
    Path home = Optional.ofNullable(Path.of(hbaPath).getParent()).orElse(Path.of(""));
    return new RawAuthFiles(home, rules, maps, reader.filesRead());
  }

  /** Rules in order of evaluation, secrets included. */
  public List<HbaLine> rules() {
    return List.copyOf(rules);
  }

  /** User-name map entries in order. */
  public List<IdentLine> maps() {
    return List.copyOf(maps);
  }

  /** Why a main file ("hba" or "ident") could not be read; empty when it was. */
  public Optional<String> fault(String purpose) {
    return files.stream()
        .filter(file -> file.purpose().equals(purpose))
        .map(AuthFileReader.ReadFile::answer)
        .filter(ServerFiles.Answer.Unreadable.class::isInstance)
        .map(answer -> ((ServerFiles.Answer.Unreadable) answer).reason())
        .findFirst();
  }

  /**
   * Name of a file in facts: relative to the folder of pg_hba.conf, else as the server knows it.
   */
  public static String displayName(String path, String hbaPath) {
    Path home = Optional.ofNullable(Path.of(hbaPath).getParent()).orElse(Path.of(""));
    return name(home, path);
  }

  private static String name(Path home, String path) {
    Path file = Path.of(path);
    if (!file.isAbsolute() && !home.isAbsolute()) {
      return path;
    }
    return home.isAbsolute() && file.startsWith(home) ? home.relativize(file).toString() : path;
  }

  /** Writes the rows of {@code hba_line}. */
  public void writeRules(TableWriter table) throws IOException {
    int number = 0;
    for (HbaLine rule : rules) {
      table.row(values(++number, rule));
    }
  }

  /** Values of one row of hba_line. */
  public @Nullable Object[] values(int number, HbaLine rule) {
    Optional<AddressRange> network = rule.range().filter(range -> range.prefixLength().isPresent());
    return new @Nullable Object[] {
      number,
      name(home, rule.file()),
      rule.line(),
      rule.type().orElse(null),
      json(rule.databases()),
      json(rule.users()),
      rule.address().map(AuthToken::text).orElse(null),
      rule.address().map(AuthToken::isQuoted).orElse(false) ? 1 : 0,
      rule.netmask().orElse(null),
      network.map(range -> range.first().hex()).orElse(null),
      network.map(range -> range.last().hex()).orElse(null),
      rule.method().orElse(null),
      Json.compact(new java.util.TreeMap<>(OptionNames.withoutSecrets(rule.options()))),
      rule.error().map(ErrorText::withoutSecrets).orElse(null)
    };
  }

  private static String json(List<AuthToken> tokens) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (AuthToken token : tokens) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("text", token.text());
      item.put("quoted", token.isQuoted() ? 1 : 0);
      list.add(item);
    }
    return Json.compact(list);
  }

  /** Writes the rows of {@code ident_line}. */
  public void writeMaps(TableWriter table) throws IOException {
    int number = 0;
    for (IdentLine entry : maps) {
      table.row(
          ++number,
          name(home, entry.file()),
          entry.line(),
          entry.map().orElse(null),
          entry.systemUser().map(AuthToken::text).orElse(null),
          entry.systemUser().map(AuthToken::isQuoted).orElse(false) ? 1 : 0,
          entry.databaseUser().map(AuthToken::text).orElse(null),
          entry.databaseUser().map(AuthToken::isQuoted).orElse(false) ? 1 : 0,
          entry.error().map(ErrorText::withoutSecrets).orElse(null));
    }
  }

  /** Writes the rows of {@code hba_file}. */
  public void writeFiles(TableWriter table) throws IOException {
    for (AuthFileReader.ReadFile file : files) {
      switch (file.answer()) {
        case ServerFiles.Answer.Content content -> {
          Optional<LocalPermissions> local = LocalPermissions.of(file.path(), content);
          table.row(
              file.path(),
              file.purpose(),
              file.includedFrom().orElse(null),
              Digest.hex(content.bytes()),
              content
                  .modifiedAt()
                  .map(at -> at.truncatedTo(ChronoUnit.MICROS).toString())
                  .orElse(null),
              content.bytes().length,
              local.map(LocalPermissions::owner).orElse(null),
              local.map(LocalPermissions::mode).orElse(null),
              null);
        }
        case ServerFiles.Answer.Unreadable unreadable ->
            table.row(
                file.path(),
                file.purpose(),
                file.includedFrom().orElse(null),
                null,
                null,
                null,
                null,
                null,
                unreadable.reason());
      }
    }
  }
}
