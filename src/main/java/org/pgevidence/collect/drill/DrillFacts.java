package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a drill record says before anything was done: who restores what, and what must come out. */
final class DrillFacts {
  private DrillFacts() {}

  static void begin(Journal journal, DrillPlan plan, Source.Chosen chosen) {
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    journal.put("drill_id", "drill-" + now.replaceAll("[:.]", "-"));
    journal.put("tool", plan.tool().name().toLowerCase(Locale.ROOT));
    journal.put("system", plan.system());
    journal.put("label", chosen.label());
    journal.put("backup_stopped_at", chosen.stoppedAt().map(Instant::toString).orElse(null));
    journal.put("target_type", plan.targetType());
    journal.put("target", plan.target().orElse(null));
    journal.put("target_at", plan.targetAt().map(Instant::toString).orElse(null));
    journal.put("started_at", now);
    journal.put("expected_at", plan.expectedAt().map(Instant::toString).orElse(null));
    journal.put(
        "expected_system_identifier",
        plan.expectedSystem()
            .or(() -> plan.manifest().flatMap(Manifest::systemIdentifier))
            .or(chosen::systemIdentifier)
            .orElse(null));
    journal.put("operator", System.getProperty("user.name"));
    journal.put("host", host());
    journal.put("result", Journal.NOT_RUN);
  }

  private static @Nullable String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return null;
    }
  }
}
