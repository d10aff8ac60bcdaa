package org.pgevidence.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of all majors start, answer and leave nothing behind. */
class EmbeddedPostgresIT {
  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void serverStartsAnswersAndLeavesNothing(int major) throws Exception {
    Path folder;
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.major(major).setting("work_mem", "5MB").start();
        var connection = postgres.connect("postgres");
        var result =
            connection
                .createStatement()
                .executeQuery(
                    "select current_setting('server_version_num')::int / 10000, current_setting('work_mem')")) {
      folder = postgres.socketDirectory();
      result.next();
      assertEquals(major, result.getInt(1));
      assertEquals("5MB", result.getString(2));
    }

    assertFalse(Files.exists(folder));
  }
}
