package org.pgevidence.collect.hba;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one authentication file and all it includes into entries, in order of evaluation: {@code
 * @file} lists on every major, continuation lines from 14, include directives from 16.
 */
final class AuthFileReader {
  /** Deepest nesting of files: the server's limit from 16, its open files before. */
  private static final int MAX_DEPTH = 10;

  private static final int MAX_DEPTH_BEFORE_16 = 60;

  /** Bytes of a line on 13, where longer ones are faults. */
  private static final int MAX_LINE_13 = 8191;

  private final ServerFiles files;
  private final int major;
  private final Map<String, ReadFile> read = new LinkedHashMap<>();

  AuthFileReader(ServerFiles files, int major) {
    this.files = files;
    this.major = major;
  }

  /** A file that was asked for. */
  record ReadFile(
      String path, String purpose, Optional<String> includedFrom, ServerFiles.Answer answer) {}

  /** Every file asked for, in order of first use. */
  List<ReadFile> filesRead() {
    return List.copyOf(read.values());
  }

  /** Entries of a main file; one entry with an error when it could not be read. */
  List<TokenizedLine> read(String path, String purpose) {
    List<TokenizedLine> lines = new ArrayList<>();
    open(path, purpose, Optional.empty(), 0, lines);
    return lines;
  }

  /** Appends the entries of a file; returns the server's error when it can't be opened. */
  private Optional<String> open(
      String path, String purpose, Optional<String> from, int depth, List<TokenizedLine> lines) {
    if (depth > (major >= 16 ? MAX_DEPTH : MAX_DEPTH_BEFORE_16)) {
      return Optional.of("could not open file \"" + path + "\": maximum nesting depth exceeded");
    }
    ReadFile known = read.get(path);
    if (known == null) {
      known = new ReadFile(path, purpose, from, files.read(path));
      read.put(path, known);
    }
    return switch (known.answer()) {
      case ServerFiles.Answer.Unreadable unreadable ->
          Optional.of("could not open file \"" + path + "\": " + unreadable.reason());
      case ServerFiles.Answer.Content content -> {
        cut(path, text(content.bytes()), depth, lines);
        yield Optional.empty();
      }
    };
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private void cut(String path, String text, int depth, List<TokenizedLine> lines) {
    String[] physical = text.split("\n", -1);
    int count = text.endsWith("\n") || text.isEmpty() ? physical.length - 1 : physical.length;
    for (int i = 0; i < count; i++) {
      int first = i + 1;
      String line = stripped(physical[i]);
      Optional<String> error =
          major == 13 && physical[i].length() >= MAX_LINE_13
              ? Optional.of("authentication file line too long")
              : Optional.empty();
      if (major >= 14) {
        StringBuilder joined = new StringBuilder(line);
        int lastBackslash = 0;
        while (joined.length() > lastBackslash && joined.charAt(joined.length() - 1) == '\\') {
          joined.setLength(joined.length() - 1);
          lastBackslash = joined.length();
          if (i + 1 >= count) {
            break;
          }
          joined.append(physical[++i]);
          joined.setLength(stripped(joined.toString()).length());
        }
        line = joined.toString();
      }
      entry(path, first, line, error, depth, lines);
    }
  }

  private static String stripped(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == '\r' || line.charAt(end - 1) == '\n')) {
      end--;
    }
    return line.substring(0, end);
  }

  private void entry(
      String path,
      int number,
      String line,
      Optional<String> fault,
      int depth,
      List<TokenizedLine> lines) {
    Tokenizer tokenizer = new Tokenizer(line, major);
    List<List<AuthToken>> fields = new ArrayList<>();
    Optional<String> error = fault;
    while (!tokenizer.isAtEnd() && error.isEmpty()) {
      List<AuthToken> field = new ArrayList<>();
      for (AuthToken token : tokenizer.field()) {
        error = error.isPresent() ? error : expand(path, token, depth, field);
      }
      error = error.isPresent() ? error : tokenizer.error();
      if (!field.isEmpty()) {
        fields.add(field);
      }
    }
    if (fields.isEmpty() && error.isEmpty()) {
      return;
    }
    if (error.isEmpty() && major >= 16 && fields.size() == 2) {
      Optional<Optional<String>> included = include(path, fields, depth, lines);
      if (included.isPresent()) {
        if (included.get().isEmpty()) {
          return;
        }
        error = included.get();
      }
    }
    lines.add(new TokenizedLine(path, number, fields, error));
  }

  /** Adds the token, or the tokens of the file it names. */
  private Optional<String> expand(String path, AuthToken token, int depth, List<AuthToken> field) {
    if (token.isQuoted() || !token.text().startsWith("@") || token.text().length() == 1) {
      field.add(token);
      return Optional.empty();
    }
    String listed = resolve(path, token.text().substring(1));
    List<TokenizedLine> lines = new ArrayList<>();
    Optional<String> fault = open(listed, "list", Optional.of(path), depth + 1, lines);
    if (fault.isPresent()) {
      return major >= 16 ? fault : fault.map(reason -> inOldWords(token, listed, reason));
    }
    for (TokenizedLine line : lines) {
      if (line.error().isPresent()) {
        return line.error();
      }
      line.fields().forEach(field::addAll);
    }
    return Optional.empty();
  }

  private static String inOldWords(AuthToken token, String path, String reason) {
    String system = reason.substring(("could not open file \"" + path + "\": ").length());
    return "could not open secondary authentication file \""
        + token.text()
        + "\" as \""
        + path
        + "\": "
        + system;
  }

  /** Empty when the line is no directive, else the directive's error or none. */
  private Optional<Optional<String>> include(
      String path, List<List<AuthToken>> fields, int depth, List<TokenizedLine> lines) {
    String directive = fields.getFirst().getFirst().text();
    String named = fields.get(1).getFirst().text();
    return switch (directive) {
      case "include" ->
          Optional.of(open(resolve(path, named), "include", Optional.of(path), depth + 1, lines));
      case "include_if_exists" -> {
        String target = resolve(path, named);
        Optional<String> fault = open(target, "include", Optional.of(path), depth + 1, lines);
        yield Optional.of(fault.filter(reason -> !isMissing(target)));
      }
      case "include_dir" -> Optional.of(includeFolder(path, named, depth, lines));
      default -> Optional.empty();
    };
  }

  private boolean isMissing(String path) {
    ReadFile file = read.get(path);
    return file != null
        && file.answer() instanceof ServerFiles.Answer.Unreadable unreadable
        && unreadable.isMissing();
  }

  private Optional<String> includeFolder(
      String path, String named, int depth, List<TokenizedLine> lines) {
    if (named.isBlank()) {
      return Optional.of("empty configuration directory name");
    }
    String folder = resolve(path, named);
    ServerFiles.Listing listing = files.list(folder);
    if (!listing.isReadable()) {
      return Optional.of("could not open directory \"" + folder + "\"");
    }
    List<String> faults = new ArrayList<>();
    listing.names().stream()
        .filter(name -> name.length() >= 6 && !name.startsWith(".") && name.endsWith(".conf"))
        .sorted()
        .map(name -> folder + "/" + name)
        .forEach(
            file ->
                open(file, "include", Optional.of(path), depth + 1, lines).ifPresent(faults::add));
    return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", faults));
  }

  private static String resolve(String from, String named) {
    Path path = Path.of(named);
    Path parent = Path.of(from).getParent();
    return (path.isAbsolute() || parent == null ? path : parent.resolve(path))
        .normalize()
        .toString();
  }
}
