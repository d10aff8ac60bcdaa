package org.pgevidence.pack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.assess.ExceptionRegister.Answer;
import org.pgevidence.assess.ExceptionRegister.Entry;
import org.pgevidence.assess.Finding;
import org.pgevidence.redact.Redaction;

/**
 * The exceptions register of a redacted copy: that of the original, each entry under its pseudonym.
 * An entry whose object the facts no longer hold is kept with its times, its words withheld.
 */
final class RedactedRegister {
  private static final String WITHHELD =
      "Withheld: the object that it names is no longer in the facts.";

  private RedactedRegister() {}

  static ExceptionRegister of(
      List<Entry> original, String carried, Assessment redacted, Redaction redaction) {
    Map<String, Finding> findings =
        redacted.findings().stream().collect(Collectors.toMap(Finding::id, Function.identity()));
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : original) {
      String subject = redaction.prose(entry.subject());
      Finding finding = findings.get(Finding.id(entry.check(), subject));
      entries.add(
          finding != null
              ? entry(entry, finding.subject(), finding.sentence(), redaction)
              : entry(entry, String.valueOf(redaction.text(entry.subject())), WITHHELD, redaction));
    }
    entries.sort(Comparator.comparing(Entry::id));
    return new ExceptionRegister(redaction.prose(carried), entries);
  }

  private static Entry entry(Entry entry, String subject, String sentence, Redaction redaction) {
    Answer answer = entry.answer();
    return new Entry(
        Finding.id(entry.check(), subject),
        entry.check(),
        subject,
        sentence,
        entry.severity(),
        entry.state(),
        entry.firstSeen(),
        entry.openedAt(),
        entry.lastSeen(),
        entry.resolvedAt(),
        entry.ageDays(),
        entry.timesReopened(),
        new Answer(
            answer.owner().map(name -> String.valueOf(redaction.person(name))),
            answer.due(),
            hidden(answer.response(), redaction),
            hidden(answer.cause(), redaction),
            answer.ticket()),
        entry.waiver(),
        entry.isOverdue());
  }

  private static Optional<String> hidden(Optional<String> text, Redaction redaction) {
    return text.map(words -> String.valueOf(redaction.text(words)));
  }
}
