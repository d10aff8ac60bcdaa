package org.pgevidence.assess;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.ExceptionRegister.Answer;
import org.pgevidence.assess.ExceptionRegister.Entry;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.LazyList;
import org.pgevidence.fact.StoredText;

/** The exceptions register as JSON, format 1, and back. */
public final class RegisterJson {
  private RegisterJson() {}

  /** Map, lists and scalars, ready for {@code Json}. */
  public static Map<String, @Nullable Object> of(ExceptionRegister register) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("format", 1);
    map.put("carried", register.carried());
    map.put("exceptions", LazyList.of(register.entries(), RegisterJson::entry));
    return map;
  }

  /** One entry. */
  public static Map<String, @Nullable Object> entry(Entry entry) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", entry.id());
    map.put("check", entry.check());
    map.put("subject", entry.subject());
    map.put("sentence", entry.sentence());
    map.put("severity", entry.severity());
    map.put("state", entry.state().word());
    map.put("first_seen", entry.firstSeen());
    map.put("opened_at", entry.openedAt());
    map.put("last_seen", entry.lastSeen());
    map.put("resolved_at", entry.resolvedAt().orElse(null));
    map.put("age_days", entry.ageDays());
    map.put("times_reopened", entry.timesReopened());
    map.put("owner", entry.answer().owner().orElse(null));
    map.put("due_on", entry.answer().due().orElse(null));
    map.put("overdue", entry.isOverdue());
    map.put("management_response", entry.answer().response().orElse(null));
    map.put("cause", entry.answer().cause().orElse(null));
    map.put("ticket", entry.answer().ticket().orElse(null));
    map.put("waiver", entry.waiver().orElse(null));
    return map;
  }

  /**
   * A register as it was stored.
   *
   * @param carried where its earlier entries come from, in a sentence
   */
  public record Stored(String carried, List<Entry> entries) {}

  /** Reads a register that {@link StoredText#find} gave; IOException when it has another form. */
  public static Stored read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (InputStream in = StoredText.open(file)) {
      var others = Json.members(in, Map.of("exceptions", item -> entries.add(entry(item))));
      if (!Long.valueOf(1).equals(others.get("format")) || others.containsKey("exceptions")) {
        throw new IOException("the register is not of format 1");
      }
      return new Stored(need(others, "carried"), entries);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Entry entry(@Nullable Object item) {
    if (!(item instanceof Map<?, ?> entry)) {
      throw new IllegalArgumentException("an entry of the register is no object");
    }
    return new Entry(
        need(entry, "id"),
        need(entry, "check"),
        need(entry, "subject"),
        need(entry, "sentence"),
        need(entry, "severity"),
        ExceptionRegister.State.valueOf(need(entry, "state").toUpperCase(Locale.ROOT)),
        need(entry, "first_seen"),
        need(entry, "opened_at"),
        need(entry, "last_seen"),
        may(entry, "resolved_at"),
        number(entry, "age_days"),
        number(entry, "times_reopened"),
        new Answer(
            may(entry, "owner"),
            may(entry, "due_on"),
            may(entry, "management_response"),
            may(entry, "cause"),
            may(entry, "ticket")),
        may(entry, "waiver"),
        Boolean.TRUE.equals(entry.get("overdue")));
  }

  private static String need(Map<?, ?> entry, String key) {
    return may(entry, key)
        .orElseThrow(() -> new IllegalArgumentException("an entry has no \"" + key + "\""));
  }

  private static Optional<String> may(Map<?, ?> entry, String key) {
    return entry.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static long number(Map<?, ?> entry, String key) {
    if (entry.get(key) instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("\"" + key + "\" is no number");
  }
}
