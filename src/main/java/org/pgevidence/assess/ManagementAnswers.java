package org.pgevidence.assess;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pgevidence.assess.ExceptionRegister.Answer;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/** What management says to findings: responses.yaml first, then the waivers that cover them. */
final class ManagementAnswers {
  private ManagementAnswers() {}

  /** By id of the finding. */
  static Map<String, Answer> of(Assessment assessment, Facts facts) {
    Map<String, Answer> answers = new HashMap<>();
    if (facts.isProvided("finding_response")) {
      facts.forEach(
          "finding_response",
          row -> {
            if (row.text("system").equals(assessment.system())) {
              answers.put(Finding.id(row.text("check_id"), row.text("subject")), answer(row));
            }
          });
    }
    for (Assessment.WaiverUse use : assessment.waivers()) {
      Answer waived =
          new Answer(
              Optional.of(use.waiver().owner()),
              Optional.empty(),
              use.waiver().managementResponse(),
              Optional.empty(),
              use.waiver().ticket());
      Set.copyOf(use.findings())
          .forEach(id -> answers.merge(id, waived, (mine, other) -> mine.orElse(other)));
    }
    return answers;
  }

  private static Answer answer(Row row) {
    return new Answer(
        Optional.of(row.text("owner")),
        Optional.ofNullable(row.textOrNull("due_on")),
        Optional.of(row.text("response")),
        Optional.ofNullable(row.textOrNull("cause")),
        Optional.ofNullable(row.textOrNull("ticket")));
  }
}
