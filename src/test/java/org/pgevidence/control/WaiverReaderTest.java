package org.pgevidence.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgevidence.assess.Finding;
import org.pgevidence.fact.UserFault;

/** What makes a waiver valid, at the edges. */
class WaiverReaderTest {
  @TempDir Path folder;

  /** A sound waiver, with changed keys; a change to "" leaves the key out. */
  private static String waiver(String... changes) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("id", "W-1");
    keys.put("system", "orders");
    keys.put("check", "ROLE-001");
    keys.put("subject", "anna");
    keys.put("type", "risk-accepted");
    keys.put("justification", "migration");
    keys.put("owner", "dba");
    keys.put("requested_by", "Ann Smith");
    keys.put("approved_by", "ciso");
    keys.put("approved_on", "2026-01-01");
    keys.put("valid_from", "2026-01-01");
    keys.put("expires", "2026-06-30");
    for (int i = 0; i < changes.length; i += 2) {
      keys.put(changes[i], changes[i + 1]);
    }
    return keys.entrySet().stream()
        .filter(key -> !key.getValue().isEmpty())
        .map(key -> key.getKey() + ": " + key.getValue())
        .collect(Collectors.joining(", ", "  - {", "}\n"));
  }

  private List<Waiver> read(Profile profile, String... waivers) throws IOException {
    Files.writeString(folder.resolve("waivers.yaml"), "waivers:\n" + String.join("", waivers));
    return ContextReader.read(Optional.of(folder), profile).waivers();
  }

  private String faults(String... waivers) throws IOException {
    try {
      read(Profile.none(), waivers);
    } catch (UserFault fault) {
      assertEquals(2, fault.kind().exitCode());
      return String.valueOf(fault.getMessage());
    }
    return "";
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01, 2026-12-31, true",
    "2026-01-01, 2027-01-01, false",
    "2026-11-22, 2027-11-21, true",
    "2026-11-22, 2027-11-22, false",
    "2023-03-01, 2024-02-29, true",
    "2023-03-01, 2024-03-01, false",
    "2024-02-29, 2025-02-28, true",
    "2024-02-29, 2025-03-01, false",
    "2026-01-01, 2026-01-01, true",
  })
  void twelveMonthsCountBothDays(String from, String to, boolean isSound) throws IOException {
    String faults = faults(waiver("approved_on", "2020-01-01", "valid_from", from, "expires", to));

    assertEquals(isSound, faults.isEmpty(), faults);
    assertEquals(isSound, !faults.contains("longer than 12 months"), faults);
  }

  @ParameterizedTest
  @CsvSource({
    "366, 2027-01-01, true",
    "366, 2027-01-02, false",
    "30, 2026-01-30, true",
    "30, 2026-01-31, false"
  })
  void profileSaysAnotherLimit(int days, String to, boolean isSound) throws IOException {
    Path file = folder.resolveSibling(folder.getFileName() + ".yaml");
    Files.writeString(file, "waivers: {max_days: " + days + "}\n");
    Profile profile = ProfileReader.open(Optional.of(file)).profile();

    String faults = "";
    try {
      read(profile, waiver("expires", to));
    } catch (UserFault fault) {
      faults = String.valueOf(fault.getMessage());
    }

    assertEquals(isSound, faults.isEmpty(), faults);
    assertEquals(isSound, !faults.contains("longer than " + days + " days"), faults);
  }

  @ParameterizedTest
  @CsvSource({
    "ANN SMITH, false",
    "' ann  smith ', false",
    "\"Ann\\u00a0Smith\", false",
    "\"Ann\\u200b Smith\", false",
    "\"\\uff21nn Smith\", false",
    "Ann Smithson, true",
  })
  void samePersonHoweverTypedApprovesNothing(String approver, boolean isSound) throws IOException {
    String faults =
        faults(waiver("approved_by", approver.startsWith("\"") ? approver : "'" + approver + "'"));

    assertEquals(isSound, faults.isEmpty(), faults);
    assertEquals(isSound, !faults.contains("let another person approve it"), faults);
  }

  @Test
  void waiverHoldsFromItsFirstToItsLastDayInUtc() throws IOException {
    Waiver waiver = read(Profile.none(), waiver()).getFirst();

    assertEquals(Waiver.State.PENDING, waiver.at("2025-12-31T23:59:59Z"));
    assertEquals(Waiver.State.LIVE, waiver.at("2026-01-01T00:00:00Z"));
    assertEquals(Waiver.State.LIVE, waiver.at("2026-06-30T23:59:59.999999Z"));
    assertEquals(Waiver.State.EXPIRED, waiver.at("2026-07-01T00:00:00Z"));
    assertTrue(waiver.isExpiringSoon("2026-05-31T00:00:00Z"));
    assertTrue(!waiver.isExpiringSoon("2026-05-30T23:59:59Z"));
    assertTrue(!waiver.isExpiringSoon("2026-07-01T00:00:00Z"));
  }

  @Test
  void oneMissingValueHidesNoOtherFault() throws IOException {
    String faults =
        faults(
            waiver(
                "owner",
                "",
                "approved_by",
                "ann smith",
                "expires",
                "2027-02-01",
                "subject",
                "'a*'"),
            waiver("expires", "", "approved_on", "2026-01-02", "type", "compensating-control"),
            waiver(
                "id", "W-3", "check", "'ROLE-*'", "justification", "' '", "ticket", "TO FILL IN"));

    for (String expected :
        List.of(
            ":2: an entry of \"waivers\" needs \"owner\"",
            ":2: waiver W-1: requested and approved by \"ann smith\"",
            ":2: waiver W-1: valid from 2026-01-01 to 2027-02-01, longer than 12 months (2026-12-31)",
            ":2: waiver W-1: has a wildcard (*)",
            ":3: an entry of \"waivers\" needs \"expires\"",
            ":3: waiver W-1 stands here twice",
            ":3: waiver W-1: approved on 2026-01-02, after it became valid",
            ":3: waiver W-1: its type is compensating-control; name that control",
            ":4: waiver W-3: a waiver names one check",
            ":4: waiver W-3: \"justification\" is empty",
            ":4: waiver W-3: \"TO FILL IN\" still stands in \"ticket\"")) {
      assertTrue(faults.contains(expected), expected + " in\n" + faults);
    }
  }

  @Test
  void wildcardAnywhereMustSayBroad() throws IOException {
    for (String key : List.of("subject", "system")) {
      for (String pattern : List.of("'*'", "'a*'", "'*a'", "'a*b'")) {
        assertTrue(faults(waiver(key, pattern)).contains("has a wildcard"), key + pattern);
        assertEquals("", faults(waiver(key, pattern, "broad", "true")));
      }
    }
  }

  @Test
  void objectWhoseNameHasAStarIsNamedByItsFinding() throws IOException {
    Waiver waiver =
        read(
                Profile.none(),
                waiver("subject", "'\"a*\"'", "finding", Finding.id("ROLE-001", "\"a*\"")))
            .getFirst();

    assertTrue(waiver.covers("orders", "ROLE-001", "\"a*\""));
    assertTrue(!waiver.covers("orders", "ROLE-001", "\"ab\""));
  }

  @Test
  void unknownChecksStandAmongTheOtherFaultsWithTheirLine() throws IOException {
    Files.writeString(
        folder.resolve("waivers.yaml"),
        "waivers:\n" + waiver("check", "ROLE-0001") + waiver("id", "W-2", "owner", ""));
    Files.writeString(
        folder.resolve("responses.yaml"),
        """
        responses:
          - {system: orders, check: NONE-1, subject: anna, owner: dba, response: repaired}
        """);

    UserFault fault =
        assertThrows(
            UserFault.class,
            () ->
                ContextReader.read(
                    Optional.of(folder), Profile.none(), CatalogReader.read(Optional.empty())));

    assertEquals(
        """
        responses.yaml:2: there is no check "NONE-1".
        waivers.yaml:2: there is no check "ROLE-0001". Did you mean "ROLE-001"?
        waivers.yaml:3: an entry of "waivers" needs "owner\"""",
        fault.getMessage());
  }
}
