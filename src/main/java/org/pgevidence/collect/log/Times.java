package org.pgevidence.collect.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as tools print them and remembers how sure it was of the zone. Abbreviations that
 * stand for one offset only are read so; IST, CST, BST and the like are read only when the user
 * gave the zone, else they give no time.
 */
final class Times {
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter CTIME =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss uuuu", Locale.ROOT);
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4}[-/]\\d\\d[-/]\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?"
              + "(?: ?([+-]\\d\\d(?::?\\d\\d)?|Z)| ([A-Z]{2,5}))?");
  private static final Map<String, String> UNAMBIGUOUS =
      Map.of(
          "UTC", "+00:00", "GMT", "+00:00", "CET", "+01:00", "CEST", "+02:00", "EET", "+02:00",
          "EEST", "+03:00", "JST", "+09:00", "EST", "-05:00", "EDT", "-04:00", "PST", "-08:00");

  private final LogOptions options;
  private boolean isGiven;
  private boolean isAssumed;

  Times(LogOptions options) {
    this.options = options;
  }

  /** A new file begins: how sure its times are is not known yet. */
  void forget() {
    isGiven = false;
    isAssumed = false;
  }

  /**
   * How sure all times so far were: the weakest of stated, given, assumed. A time in an hour that
   * the clock repeats or leaves out is assumed.
   */
  String grade() {
    return isAssumed ? "assumed" : isGiven ? "given" : "stated";
  }

  /** The weaker one of {@link #grade} and that of an earlier file. */
  String gradeWith(String before) {
    List<String> grades = List.of("stated", "given", "assumed");
    return grades.get(Math.max(grades.indexOf(before), grades.indexOf(grade())));
  }

  /** Grade of a time without a zone. */
  String bareGrade() {
    return options.zone().isPresent() ? "given" : "assumed";
  }

  /** Zone that bare times are read in. */
  ZoneId zone() {
    return options.zone().orElse(ZoneOffset.UTC);
  }

  /** Grade of the time in a text: stated when it has an offset or the abbreviation UTC or GMT. */
  String gradeOf(String text) {
    Matcher matcher = TIME.matcher(text);
    if (matcher.find()
        && (matcher.group(4) != null
            || "UTC".equals(matcher.group(5))
            || "GMT".equals(matcher.group(5)))) {
      return "stated";
    }
    return bareGrade();
  }

  /**
   * The time without a zone at the start of a line, {@code 2026-11-22 15:41:22.899} or with a
   * comma; null when there is none. For the logs that write one on every line.
   */
  @Nullable Instant bareAt(Line line) {
    int millis = line.number(20, 3);
    int year = line.number(0, 4);
    int month = line.number(5, 2);
    int day = line.number(8, 2);
    int hour = line.number(11, 2);
    int minute = line.number(14, 2);
    int second = line.number(17, 2);
    boolean isDate =
        year >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    boolean isTime =
        hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
    if (!isDate || !isTime || millis < 0) {
      return null;
    }
    return bare(LocalDateTime.of(year, month, day, hour, minute, second, millis * 1_000_000));
  }

  /** First time in a text; empty when there is none or its zone is ambiguous. */
  Optional<Instant> find(String text) {
    Matcher matcher = TIME.matcher(text);
    return matcher.find() ? read(matcher) : Optional.empty();
  }

  /** As text, or null. */
  @Nullable String findText(String text) {
    return find(text).map(Instant::toString).orElse(null);
  }

  private Optional<Instant> read(Matcher matcher) {
    try {
      String fraction = matcher.group(3) == null ? "" : "." + matcher.group(3);
      var local =
          LocalDateTime.parse(
              matcher.group(1).replace('/', '-') + " " + matcher.group(2) + fraction, LOCAL);
      if (matcher.group(4) != null) {
        return Optional.of(local.toInstant(ZoneOffset.of(offset(matcher.group(4)))));
      }
      String abbreviation = matcher.group(5);
      if (abbreviation == null) {
        return Optional.of(bare(local));
      }
      String known = UNAMBIGUOUS.get(abbreviation);
      if (abbreviation.equals("UTC") || abbreviation.equals("GMT")) {
        return Optional.of(local.toInstant(ZoneOffset.UTC));
      }
      if (options.zone().isPresent()) {
        isGiven = true;
        return Optional.of(local.atZone(zone()).toInstant());
      }
      isAssumed = true;
      return known == null ? Optional.empty() : Optional.of(local.toInstant(ZoneOffset.of(known)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String offset(String text) {
    if (text.equals("Z")) {
      return text;
    }
    return text.length() == 3 || text.contains(":")
        ? text
        : text.substring(0, 3) + ":" + text.substring(3);
  }

  private Instant bare(LocalDateTime local) {
    if (options.zone().isPresent()) {
      isGiven = true;
      isAssumed |= zone().getRules().getValidOffsets(local).size() != 1;
      return local.atZone(zone()).toInstant();
    }
    isAssumed = true;
    return local.toInstant(ZoneOffset.UTC);
  }

  /** A time of C's ctime, without zone: Sun Nov 22 15:57:07 2026. */
  Optional<Instant> ctime(String text) {
    try {
      return Optional.of(bare(LocalDateTime.parse(text.strip().replaceAll(" +", " "), CTIME)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** ISO 8601 with offset, as services print it; empty when it is not. */
  static Optional<Instant> iso(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
