package org.pgevidence.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FactTimeTest {
  @Test
  void decimalsDoNotChangeTheOrder() {
    List<String> inOrder =
        List.of(
            "2026-11-27T00:03:07.999Z",
            "2026-11-27T00:03:08Z",
            "2026-11-27T00:03:08.001Z",
            "2026-11-27T00:03:08.226Z",
            "2026-11-27T00:03:08.226001Z",
            "2026-11-27T00:03:08.300Z",
            "2026-11-27T00:03:09Z");
    List<String> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(1));

    assertEquals(inOrder, shuffled.stream().sorted(FactTime.ORDER).toList());
  }
}
