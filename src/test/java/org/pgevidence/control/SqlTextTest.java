package org.pgevidence.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a query says, apart from its comments and literals. */
class SqlTextTest {
  @Test
  void tellsWordsFromLiteralsNamesAndComments() {
    SqlText text =
        SqlText.of(
            """
            -- random() in a comment
            select  'it''s', '' as empty, "delete", [drop], `alter` /* random() */
              from Role
            """);

    assertEquals(Set.of("it's", ""), text.literals());
    assertEquals(List.of(), text.faults());
    assertTrue(text.uses("role"));
    assertFalse(text.uses("random"));
    assertFalse(text.uses("drop"));
  }

  @Test
  void aQuoteThatIsNeverClosedEnds() {
    String open = "select '" + "a".repeat(500) + " \"" + "b".repeat(500);

    assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertEquals(Set.of(), SqlText.of(open).literals()));
  }
}
