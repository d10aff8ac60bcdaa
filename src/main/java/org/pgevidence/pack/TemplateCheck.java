package org.pgevidence.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgevidence.render.Templates;

/**
 * Whether a pack names other templates than this version ships: its report may then read and look
 * otherwise than one that is made now. That is no fault of the pack. A pack of an earlier version
 * names none.
 */
final class TemplateCheck {
  private static final long MOST = 1L << 20;
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) {2}(.+)");

  private TemplateCheck() {}

  static void run(Path root, Steps steps) {
    Path file = root.resolve(Layout.TEMPLATES);
    if (!Files.exists(file)) {
      return;
    }
    try {
      String text = new String(Bounded.read(file, MOST), StandardCharsets.UTF_8);
      List<String> differing = differing(sums(text), sums(Templates.shipped().sums()));
      if (!differing.isEmpty()) {
        steps.note(
            "templates",
            "the report was rendered with others than this version ships: "
                + String.join(", ", differing));
      }
    } catch (IOException e) {
      steps.note("templates", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> sums(String text) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IOException(Layout.TEMPLATES + " holds more than digests and names");
      }
      sums.put(matcher.group(2), matcher.group(1));
    }
    return sums;
  }

  private static List<String> differing(Map<String, String> then, Map<String, String> now) {
    TreeSet<String> names = new TreeSet<>(then.keySet());
    names.addAll(now.keySet());
    names.removeIf(name -> then.containsKey(name) && then.get(name).equals(now.get(name)));
    return List.copyOf(names);
  }
}
