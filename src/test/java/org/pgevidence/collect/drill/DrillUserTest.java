package org.pgevidence.collect.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pgevidence.fact.UserFault;

/** Who restores, for each who starts. */
class DrillUserTest {
  @Test
  void rootMustNameAnotherUser() {
    assertFault("started as root", Optional.empty(), 0);
    assertFault("is root", Optional.of("root"), 0);
    assertFault("no user of this machine", Optional.of("no such user"), 0);
  }

  @Test
  void rootBecomesTheUserWithTheGroupItReallyHas() {
    List<String> switches = DrillUser.of(Optional.of("nobody"), 0).switches();

    assertEquals(List.of("--reuid=65534", "--regid=65534"), switches.subList(0, 2));
    assertTrue(switches.contains("--inh-caps=-all"));
  }

  @Test
  void othersRestoreAsThemselvesOnly() {
    assertEquals(List.of(), DrillUser.of(Optional.empty(), 1000).switches());
    assertEquals(List.of(), DrillUser.of(Optional.of("nobody"), 65534).switches());
    assertFault("needs root", Optional.of("nobody"), 1000);
  }

  private static void assertFault(String text, Optional<String> runAs, int uid) {
    UserFault fault = assertThrows(UserFault.class, () -> DrillUser.of(runAs, uid));
    assertTrue(String.valueOf(fault.getMessage()).contains(text), fault.getMessage());
  }
}
