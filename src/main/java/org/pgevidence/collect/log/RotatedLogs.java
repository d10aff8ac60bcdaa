package org.pgevidence.collect.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts the parts of a rotated log together, oldest first: files of one folder whose names differ
 * only in what logrotate ({@code .1}, {@code .2.gz}, {@code -20261122}) or the server ({@code
 * postgresql-2026-11-22_000000.log}, {@code postgresql-Sun.log}) adds, whose contents are of one
 * kind and begin with different times. Names only propose; the first times decide the order.
 */
final class RotatedLogs {
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{3})?");
  private static final Pattern NUMBER = Pattern.compile("\\.(\\d{1,4})(?:\\.gz)?$");
  private static final Pattern ADDED =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d(?:[-_T]?\\d{2}[:-]?\\d{2}(?:[:-]?\\d{2})?)?"
              + "|[-._]\\d{8}(?:[-_.]?\\d{2,6})?(?=\\.|$)"
              + "|\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\\b|\\.\\d{1,4}$");

  private static final String EMPTY = "empty";

  private record Part(Path file, String kind, String firstAt, int age) {}

  private RotatedLogs() {}

  /** The logs that files make up, in the order of their first file; most are one file each. */
  static List<List<Path>> of(List<Path> files) throws IOException {
    Map<String, List<Path>> named = new LinkedHashMap<>();
    for (Path file : files) {
      named.computeIfAbsent(name(file), key -> new ArrayList<>()).add(file);
    }
    List<List<Path>> logs = new ArrayList<>();
    for (List<Path> alike : named.values()) {
      if (alike.size() == 1) {
        logs.add(alike);
      } else {
        logs.addAll(ordered(alike));
      }
    }
    return logs;
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.gz$", "");
    return file.toAbsolutePath().resolveSibling(ADDED.matcher(name).replaceAll("")).toString();
  }

  private static List<List<Path>> ordered(List<Path> files) throws IOException {
    Map<String, List<Part>> kinds = new LinkedHashMap<>();
    List<List<Path>> logs = new ArrayList<>();
    List<Path> empty = new ArrayList<>();
    for (Path file : files) {
      Part part = part(file);
      if (part.kind().equals(EMPTY)) {
        empty.add(file);
      } else if (part.kind().isEmpty() || part.firstAt().isEmpty()) {
        logs.add(List.of(file));
      } else {
        kinds.computeIfAbsent(part.kind(), key -> new ArrayList<>()).add(part);
      }
    }
    for (List<Part> parts : kinds.values()) {
      parts.sort(
          Comparator.comparing(Part::firstAt)
              .thenComparing(Part::age, Comparator.reverseOrder())
              .thenComparing(part -> part.file().toString()));
      int begin = 0;
      for (int i = 1; i < parts.size(); i++) {
        // Without the part between them, nothing of one tells of what the other left open.
        if (parts.get(i - 1).age() - parts.get(i).age() > 1) {
          logs.add(parts.subList(begin, i).stream().map(Part::file).toList());
          begin = i;
        }
      }
      // The current log is empty for a while after each rotation.
      Stream<Path> last = parts.subList(begin, parts.size()).stream().map(Part::file);
      logs.add(Stream.concat(last, empty.stream()).toList());
      empty.clear();
    }
    empty.forEach(file -> logs.add(List.of(file)));
    return logs;
  }

  private static Part part(Path file) throws IOException {
    Matcher number = NUMBER.matcher(file.toString());
    int age = number.find() ? Integer.parseInt(number.group(1)) : 0;
    try (LogFile opened = LogFile.open(file)) {
      byte[] head = opened.lines().peek();
      String kind = head.length == 0 ? EMPTY : kind(Recognition.of(head));
      return new Part(file, kind, firstAt(head), age);
    } catch (IOException e) {
      return new Part(file, "", "", age);
    }
  }

  /** Which parser may go on over several files of a format; empty when none may. */
  static String kind(String format) {
    return switch (format) {
      case "pgbackrest-log", "barman-log", "postgresql-stderr" -> "text";
      case "postgresql-csvlog", "postgresql-jsonlog", "wal-g-log" -> format;
      default -> "";
    };
  }

  /** First time in the head of a file, as it is written; empty when there is none. */
  static String firstAt(byte[] head) {
    Matcher time = TIME.matcher(new String(head, java.nio.charset.StandardCharsets.UTF_8));
    return time.find() ? time.group().replace(',', '.') : "";
  }

  /** First time in the head of a file with the zone that stands behind it; empty without one. */
  static String firstTime(byte[] head) {
    String text = new String(head, java.nio.charset.StandardCharsets.UTF_8);
    Matcher time = TIME.matcher(text);
    return time.find()
        ? text.substring(time.start(), Math.min(text.length(), time.end() + 12)).replace(',', '.')
        : "";
  }
}
