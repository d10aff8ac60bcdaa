package org.pgevidence.backup;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Schema;

/** A long timeline of one stanza: a full backup every hour, each restored into the same folder. */
final class GeneratedRuns {
  private GeneratedRuns() {}

  static void add(MemoryFacts facts, int count) {
    Instant from = Instant.parse("2023-01-01T00:00:00Z");
    for (int i = 0; i < count; i++) {
      Instant at = from.plus(Duration.ofHours(i));
      String wal = "00000001%08X%08X".formatted(i / 256, i % 256);
      row(
          facts,
          "backup_run",
          "path=b line="
              + (i + 1)
              + " item=1 tool=pgbackrest source=log system=a repository=1 label=L"
              + i
              + " type=full started_at="
              + at
              + " stopped_at="
              + at.plusSeconds(60)
              + " time_grade=stated result=succeeded wal_start="
              + wal
              + " wal_stop="
              + wal);
      row(
          facts,
          "restore_run",
          "path=r line="
              + (i + 1)
              + " item=1 tool=pgbackrest system=a repository=1 label=L"
              + i
              + " destination=/scratch started_at="
              + at.plusSeconds(100)
              + " stopped_at="
              + at.plusSeconds(160)
              + " time_grade=stated result=succeeded target_type=default");
      row(
          facts,
          "recovery",
          "path=s line="
              + (i + 1)
              + " started_at="
              + at.plusSeconds(170)
              + " data_directory=/scratch system=a opened_at="
              + at.plusSeconds(180)
              + " result=opened zone_grade=stated last_segment="
              + wal);
    }
    row(
        facts,
        "wal_range",
        "path=v line=1 item=1 tool=pgbackrest source=verify system=a repository=1 first_segment=000000010000000000000000 last_segment=%s segment_count=%d status=present last_at=%s"
            .formatted(
                "00000001%08X%08X".formatted(count / 256, count % 256),
                count + 1,
                from.plus(Duration.ofHours(count + 1L))));
  }

  private static void row(MemoryFacts facts, String table, String pairs) {
    var schema = Schema.standard().table(table);
    @Nullable Object[] values = new @Nullable Object[schema.columns().size()];
    for (int i = 0; i < values.length; i++) {
      var column = schema.columns().get(i);
      if (!column.isNullable()) {
        values[i] = column.type().name().equals("INTEGER") ? (Object) 0L : "";
      }
    }
    for (String pair : pairs.split(" ")) {
      int equals = pair.indexOf('=');
      int index = schema.index(pair.substring(0, equals));
      String text = pair.substring(equals + 1);
      boolean isNumber = schema.columns().get(index).type().name().equals("INTEGER");
      values[index] = isNumber ? (Object) Long.valueOf(text) : text;
    }
    facts.add(table, values);
  }
}
