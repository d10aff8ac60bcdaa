package org.pgevidence.control;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pgevidence.control.ContextValues.Entry;
import org.pgevidence.fact.Digest;

/**
 * Reads waivers; a faulty one is a fault, never silently left out. Each rule is tried on what is
 * there, so that one missing value hides no other fault.
 */
final class WaiverReader {
  private static final List<String> NEEDED =
      List.of(
          "id",
          "system",
          "check",
          "subject",
          "type",
          "justification",
          "owner",
          "requested_by",
          "approved_by",
          "approved_on",
          "valid_from",
          "expires");

  private WaiverReader() {}

  /**
   * Waivers of a file.
   *
   * @param maxDays longest time a waiver may hold, both days counted; empty = 12 months
   */
  static List<Waiver> read(List<Entry> entries, OptionalInt maxDays) {
    List<Waiver> waivers = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Entry entry : entries) {
      String id = find(entry, "id").orElse("");
      String start = id.isEmpty() ? "the waiver: " : "waiver " + id + ": ";
      if (!id.isEmpty() && !ids.add(id)) {
        entry.node().fault("waiver " + id + " stands here twice");
      }
      texts(entry, start);
      people(entry, start);
      days(entry, start, maxDays);
      object(entry, start);
      if (NEEDED.stream().allMatch(key -> find(entry, key).isPresent())) {
        waivers.add(waiver(entry));
      }
    }
    return waivers;
  }

  private static Waiver waiver(Entry entry) {
    return new Waiver(
        entry.text("id"),
        entry.text("system"),
        entry.text("check"),
        entry.text("subject"),
        isBroad(entry),
        entry.text("type"),
        entry.text("justification"),
        find(entry, "compensating"),
        entry.text("owner"),
        entry.text("requested_by"),
        entry.text("approved_by"),
        LocalDate.parse(entry.text("approved_on")),
        LocalDate.parse(entry.text("valid_from")),
        LocalDate.parse(entry.text("expires")),
        find(entry, "ticket"),
        find(entry, "management_response"));
  }

  private static boolean isBroad(Entry entry) {
    return Long.valueOf(1).equals(entry.values().get("broad"));
  }

  private static Optional<String> find(Entry entry, String key) {
    return entry.values().get(key) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Optional<LocalDate> day(Entry entry, String key) {
    return find(entry, key).map(LocalDate::parse);
  }

  /** What must be said is said; a key that is missing was noted when it was read. */
  private static void texts(Entry entry, String start) {
    for (Map.Entry<String, ?> value : entry.values().entrySet()) {
      if ("".equals(value.getValue()) && NEEDED.contains(value.getKey())) {
        entry.node().fault(start + "\"" + value.getKey() + "\" is empty");
      } else if (value.getValue() instanceof String text && text.contains("TO FILL IN")) {
        entry
            .node()
            .fault(start + "\"TO FILL IN\" still stands in \"" + value.getKey() + "\"; fill it in");
      }
    }
    if (find(entry, "type").filter("compensating-control"::equals).isPresent()
        && find(entry, "compensating").isEmpty()) {
      entry
          .node()
          .fault(
              start + "its type is compensating-control; name that control under \"compensating\"");
    }
  }

  private static void people(Entry entry, String start) {
    Optional<String> requester = find(entry, "requested_by");
    Optional<String> approver = find(entry, "approved_by");
    if (requester.isPresent()
        && requester.map(WaiverReader::person).equals(approver.map(WaiverReader::person))) {
      entry
          .node()
          .fault(
              start
                  + "requested and approved by \""
                  + approver.orElseThrow()
                  + "\"; let another person approve it");
    }
  }

  /** A name however it is typed: case, width and spaces do not make another person of it. */
  private static String person(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .replaceAll("[\\s\\p{Z}\\p{Cf}]+", " ")
        .strip()
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  private static void days(Entry entry, String start, OptionalInt maxDays) {
    Optional<LocalDate> from = day(entry, "valid_from");
    if (from.isEmpty()) {
      return;
    }
    LocalDate first = from.get();
    Optional<LocalDate> approved = day(entry, "approved_on").filter(first::isBefore);
    if (approved.isPresent()) {
      entry
          .node()
          .fault(
              start
                  + "approved on "
                  + approved.get()
                  + ", after it became valid ("
                  + first
                  + "); approval comes first");
    }
    Optional<LocalDate> last = day(entry, "expires");
    if (last.filter(first::isAfter).isPresent()) {
      entry
          .node()
          .fault(start + "expires on " + last.get() + ", before it is valid (" + first + ")");
    } else if (last.filter(lastAllowed(first, maxDays)::isBefore).isPresent()) {
      entry
          .node()
          .fault(
              start
                  + "valid from "
                  + first
                  + " to "
                  + last.get()
                  + ", longer than "
                  + (maxDays.isPresent() ? maxDays.getAsInt() + " days" : "12 months")
                  + " ("
                  + lastAllowed(first, maxDays)
                  + "); shorten it and renew when needed");
    }
  }

  /** Twelve months end on the day before the same date; those from 29 February on 28 February. */
  private static LocalDate lastAllowed(LocalDate first, OptionalInt maxDays) {
    if (maxDays.isPresent()) {
      return first.plusDays(maxDays.getAsInt() - 1L);
    }
    LocalDate sameDate = first.plusMonths(12);
    return sameDate.getDayOfMonth() == first.getDayOfMonth() ? sameDate.minusDays(1) : sameDate;
  }

  private static void object(Entry entry, String start) {
    YamlNode node = entry.node();
    String check = find(entry, "check").orElse("");
    String subject = find(entry, "subject").orElse("");
    if (check.contains("*")) {
      node.fault(start + "a waiver names one check, not \"" + check + "\"");
    }
    Optional<String> handle = find(entry, "finding").filter(text -> !isBroad(entry));
    String expected = check + "-" + Digest.hex(check + "\0" + subject).substring(0, 16);
    if (handle.isPresent()
        && !check.isEmpty()
        && !subject.isEmpty()
        && !handle.get().equals(expected)) {
      node.fault(
          start
              + "finding "
              + handle.get()
              + " is not the one of its check and subject ("
              + expected
              + "); correct the subject or leave \"finding\" out");
    }
    boolean isOneObject = isBroad(entry) || handle.filter(expected::equals).isPresent();
    if ((find(entry, "system").orElse("").contains("*") && !isBroad(entry))
        || (subject.contains("*") && !isOneObject)) {
      node.fault(
          start
              + "has a wildcard (*); name one object, or say broad: true"
              + (subject.contains("*")
                  ? "; where the object's own name has the *, say finding: " + expected
                  : ""));
    }
  }
}
