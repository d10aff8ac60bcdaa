package org.pgevidence.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.pgevidence.fact.MemoryFacts;

/** The calendar of real logs, in marks and in words. */
class BackupCalendarTest {
  @Test
  void marksAndWordsAgree() throws IOException {
    MemoryFacts derived = BackupEngineTest.derive("pgbackrest/backup-page-checksum");

    BackupCalendar calendar = BackupCalendar.of(derived).orElseThrow();

    String words = calendar.altText();
    String svg = calendar.svg();
    assertTrue(words.startsWith("Backups from 2026-11-22 to 2026-11-22. pgbackrest / "), words);
    long succeeded =
        derived.rows("backup").stream()
            .filter(row -> row.text("result").equals("succeeded"))
            .count();
    int circles = svg.split("<circle", -1).length - 1;
    int squares = svg.split("fill=\"#e09000\"", -1).length - 1;
    assertEquals(succeeded, circles + squares);
    assertEquals(1, squares, "the damaged backup has its own shape");
    assertTrue(svg.contains("<desc>" + words + "</desc>"));
    assertFalse(svg.contains("style=") || svg.contains("<script"));
  }

  @Test
  void withoutSystemsThereIsNone() {
    assertTrue(BackupCalendar.of(new MemoryFacts()).isEmpty());
  }
}
