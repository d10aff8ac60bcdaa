package org.pgevidence.redact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pgevidence.control.Context;
import org.pgevidence.control.Waiver;
import org.pgevidence.fact.MemoryFacts;

/** Redacts what the company declared: tables, waivers and the parameters of checks. */
record ContextRedactor(Redactor redactor, Pseudonyms pseudonyms) {
  Context redact(Context context) {
    MemoryFacts tables = new MemoryFacts();
    for (String table : context.tables().tableNames()) {
      tables.provide(table);
      context.tables().forEach(table, row -> tables.add(table, redactor.row(row)));
    }
    return new Context(
        tables,
        context.hasWaivers(),
        context.waivers().stream().map(this::waiver).toList(),
        parameters(context.parameters()),
        context.frameworks(),
        List.of());
  }

  private Map<String, Map<String, List<String>>> parameters(
      Map<String, Map<String, List<String>>> all) {
    Map<String, Map<String, List<String>>> redacted = new LinkedHashMap<>();
    all.forEach(
        (check, values) -> {
          Map<String, List<String>> own = new LinkedHashMap<>();
          values.forEach(
              (name, list) -> own.put(name, list.stream().map(redactor::prose).toList()));
          redacted.put(check, own);
        });
    return redacted;
  }

  private Waiver waiver(Waiver waiver) {
    return new Waiver(
        waiver.id(),
        waiver.system(),
        waiver.check(),
        redactor.prose(waiver.subject()),
        waiver.isBroad(),
        waiver.type(),
        pseudonyms.text(waiver.justification()),
        waiver.compensating().map(pseudonyms::text),
        pseudonyms.person(waiver.owner()),
        pseudonyms.person(waiver.requestedBy()),
        pseudonyms.person(waiver.approvedBy()),
        waiver.approvedOn(),
        waiver.validFrom(),
        waiver.expires(),
        waiver.ticket(),
        waiver.managementResponse().map(pseudonyms::text));
  }
}
