package org.pgevidence.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a file of {@code frameworks/}. */
final class FrameworkReader {
  private FrameworkReader() {}

  static Framework read(YamlNode root) {
    YamlObject object = root.object("a framework file");
    List<Framework.Requirement> requirements = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlNode item : object.items("requirements")) {
      Framework.Requirement requirement = requirement(item);
      if (!ids.add(requirement.id())) {
        item.fault("requirement " + requirement.id() + " stands here twice");
      }
      requirements.add(requirement);
    }
    Framework framework =
        new Framework(
            object.text("id"),
            object.text("title"),
            object.text("edition"),
            object.text("source"),
            requirements);
    object.done();
    return framework;
  }

  private static Framework.Requirement requirement(YamlNode node) {
    YamlObject object = node.object("a requirement");
    Framework.Requirement requirement =
        new Framework.Requirement(
            object.text("id"),
            object.text("title"),
            object.text("paraphrase"),
            object.word("level", Framework.Level.class, Framework.Level.OUTSIDE),
            object.texts("database_shows"),
            object.texts("you_must_add"));
    object.done();
    if (requirement.level() != Framework.Level.FULL && requirement.youMustAdd().isEmpty()) {
      node.fault(
          "requirement " + requirement.id() + " needs \"you_must_add\": its level is not full");
    }
    if (requirement.level() != Framework.Level.OUTSIDE && requirement.databaseShows().isEmpty()) {
      node.fault("requirement " + requirement.id() + " needs \"database_shows\"");
    }
    return requirement;
  }
}
