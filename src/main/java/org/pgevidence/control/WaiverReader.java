package org.pgevidence.control;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pgevidence.control.ContextValues.Entry;
import org.pgevidence.fact.Digest;

/** Reads waivers; a faulty one is a fault, never silently left out. */
final class WaiverReader {
  private WaiverReader() {}

  static List<Waiver> read(List<Entry> entries, int maxDays) {
    List<Waiver> waivers = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Entry entry : entries) {
      boolean isWhole =
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
                  "expires")
              .stream()
              .allMatch(key -> entry.values().get(key) instanceof String text && !text.isEmpty());
      if (!isWhole) {
        continue; // its fault was noted when the value was read
      }
      if (!ids.add(entry.text("id"))) {
        entry.node().fault("waiver " + entry.text("id") + " stands here twice");
      }
      Waiver waiver = waiver(entry);
      judge(waiver, entry, maxDays);
      waivers.add(waiver);
    }
    return waivers;
  }

  private static Waiver waiver(Entry entry) {
    return new Waiver(
        entry.text("id"),
        entry.text("system"),
        entry.text("check"),
        entry.text("subject"),
        Long.valueOf(1).equals(entry.values().get("broad")),
        entry.text("type"),
        entry.text("justification"),
        optional(entry, "compensating"),
        entry.text("owner"),
        entry.text("requested_by"),
        entry.text("approved_by"),
        LocalDate.parse(entry.text("approved_on")),
        LocalDate.parse(entry.text("valid_from")),
        LocalDate.parse(entry.text("expires")),
        optional(entry, "ticket"),
        optional(entry, "management_response"));
  }

  private static Optional<String> optional(Entry entry, String key) {
    return Optional.ofNullable(entry.values().get(key)).map(String::valueOf);
  }

  private static void judge(Waiver waiver, Entry entry, int maxDays) {
    String start = "waiver " + waiver.id() + ": ";
    YamlNode node = entry.node();
    if (same(waiver.requestedBy(), waiver.approvedBy())) {
      node.fault(
          start
              + "requested and approved by \""
              + waiver.approvedBy()
              + "\"; let another person approve it");
    }
    for (String word :
        List.of(
            waiver.approvedBy(), waiver.requestedBy(), waiver.owner(), waiver.justification())) {
      if (word.contains("TO FILL IN")) {
        node.fault(start + "\"TO FILL IN\" still stands in it; fill in the stub");
        break;
      }
    }
    if (waiver.expires().isBefore(waiver.validFrom())) {
      node.fault(
          start
              + "expires on "
              + waiver.expires()
              + ", before it is valid ("
              + waiver.validFrom()
              + ")");
    }
    if (waiver.approvedOn().isAfter(waiver.validFrom())) {
      node.fault(
          start
              + "approved on "
              + waiver.approvedOn()
              + ", after it became valid ("
              + waiver.validFrom()
              + "); approval comes first");
    }
    boolean isTooLong =
        maxDays == Profile.DEFAULT_WAIVER_DAYS
            ? !waiver.expires().isBefore(waiver.validFrom().plusMonths(12))
            : ChronoUnit.DAYS.between(waiver.validFrom(), waiver.expires()) + 1 > maxDays;
    if (isTooLong) {
      String limit = maxDays == Profile.DEFAULT_WAIVER_DAYS ? "12 months" : maxDays + " days";
      node.fault(
          start
              + "valid from "
              + waiver.validFrom()
              + " to "
              + waiver.expires()
              + ", longer than "
              + limit
              + "; shorten it and renew when needed");
    }
    boolean hasWildcard = waiver.subject().contains("*") || waiver.system().contains("*");
    if (hasWildcard
        && !waiver.isBroad()
        && (waiver.system().contains("*") || waiver.subject().endsWith("*"))) {
      node.fault(start + "has a wildcard (*); name one object, or say broad: true");
    }
    if (waiver.check().contains("*")) {
      node.fault(start + "a waiver names one check, not \"" + waiver.check() + "\"");
    }
    Optional<String> handle = optional(entry, "finding");
    String expected =
        waiver.check()
            + "-"
            + Digest.hex(waiver.check() + "\0" + waiver.subject()).substring(0, 16);
    if (handle.isPresent() && !waiver.isBroad() && !handle.get().equals(expected)) {
      node.fault(
          start
              + "finding "
              + handle.get()
              + " is not the one of its check and subject ("
              + expected
              + "); correct the subject or leave \"finding\" out");
    }
  }

  private static boolean same(String a, String b) {
    return a.strip().toLowerCase(Locale.ROOT).equals(b.strip().toLowerCase(Locale.ROOT));
  }
}
