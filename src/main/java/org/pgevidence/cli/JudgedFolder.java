package org.pgevidence.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.pgevidence.assess.AssessmentJson;
import org.pgevidence.fact.StoredText;
import org.pgevidence.fact.UserFault;

/** The judgement on a folder: a pack keeps the one it was sealed with, a snapshot is judged now. */
final class JudgedFolder {
  private JudgedFolder() {}

  /** In the form of findings.json. */
  static Map<?, ?> findings(Path folder, ProfileOptions profile, CatalogOptions judge) {
    Path sealed = StoredText.find(folder, "findings.json").orElse(null);
    if (sealed == null) {
      return AssessmentJson.of(
          AssessCommand.assess(folder, profile, judge, Optional.empty()).assessment());
    }
    try {
      if (StoredText.json(sealed) instanceof Map<?, ?> map) {
        return map;
      }
    } catch (IOException e) {
      throw new UserFault(UserFault.Kind.USAGE, unreadable(folder) + e.getMessage(), e);
    }
    throw UserFault.usage(unreadable(folder) + "it is no JSON object.");
  }

  private static String unreadable(Path folder) {
    return "The findings.json of pack "
        + folder
        + " could not be read; verify the pack, or name its snapshot: ";
  }
}
