package org.pgevidence.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pgevidence.collect.log.LogSources;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/** Reads a check's file. */
final class CheckReader {
  private CheckReader() {}

  static Check read(YamlNode root, String family, Faults faults) {
    YamlObject object = root.object("a check");
    String id = object.text("id");
    if (!id.matches("[A-Z]{2,5}-[0-9]{3}")) {
      faults.add(
          root.file(), object.line("id"), "a check's id looks like ROLE-001, not \"" + id + "\"");
    }
    String why = object.text("why");
    if (why.lines().count() > 3) {
      faults.add(root.file(), object.line("why"), "\"why\" has at most three lines");
    }
    boolean asks = object.find("ask").isPresent();
    Map<String, List<String>> parameters = parameters(object);
    Check.Test test =
        asks
            ? new Check.Test.Attestation(object.text("ask"))
            : query(object, id, parameters, faults);
    Check check =
        new Check(
            id,
            family,
            object.text("title"),
            object.word("severity", Severity.class, Severity.HIGH),
            object.text("severity_reason"),
            why,
            parameters,
            test,
            root.file());
    object.done();
    return check;
  }

  private static Map<String, List<String>> parameters(YamlObject object) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    Optional<YamlNode> node = object.find("parameters");
    if (node.isPresent()) {
      node.get()
          .map("\"parameters\"")
          .forEach(
              (name, values) -> {
                if (!name.matches("[a-z][a-z0-9_]*") || Schema.standard().find(name).isPresent()) {
                  values.fault("parameter \"" + name + "\" must be a lower-case word and no table");
                }
                List<String> texts = new ArrayList<>();
                if (values.isList()) {
                  values.items("").forEach(item -> texts.add(item.text("a parameter's value")));
                } else {
                  texts.add(values.text("parameter \"" + name + "\""));
                }
                parameters.put(name, texts);
              });
    }
    return Collections.unmodifiableMap(parameters);
  }

  private static Check.Test.Query query(
      YamlObject object, String id, Map<String, List<String>> parameters, Faults faults) {
    String file = object.node().file();
    String sql = object.text("check");
    SqlText text = SqlText.of(sql);
    if (!sql.isEmpty()) {
      text.faults().forEach(fault -> faults.add(file, object.line("check"), id + ": " + fault));
      for (String name : parameters.keySet()) {
        boolean isUsed =
            text.uses(name)
                || object
                    .find("applies_to")
                    .map(node -> node.value() + "")
                    .orElse("")
                    .contains(name);
        if (!isUsed) {
          faults.add(
              file, object.line("parameters"), id + ": parameter \"" + name + "\" is not used");
        }
      }
    }
    List<Check.Example> examples = new ArrayList<>();
    object.items("examples").forEach(item -> examples.add(ExampleReader.read(item)));
    if (examples.stream().noneMatch(example -> !example.fails().isEmpty())) {
      faults.add(file, object.line("examples"), id + ": no example fails; show the edge");
    }
    for (String table : object.texts("refined_by")) {
      if (Schema.standard()
              .find(table)
              .map(found -> found.kind() != TableSchema.Kind.CONTEXT)
              .orElse(true)
          && !LogSources.TABLES.contains(table)) {
        faults.add(
            file,
            object.line("refined_by"),
            id
                + ": \"refined_by\" names tables of the context or of logs, not \""
                + table
                + "\"."
                + Faults.didYouMean(table, contextTables()));
      }
    }
    return new Check.Test.Query(
        sql,
        object.text("finding"),
        object.optionalText("fix"),
        object.optionalText("undo"),
        empty(object),
        applies(object, id),
        object.texts("refined_by"),
        examples);
  }

  private static List<String> contextTables() {
    return Schema.standard().tables(TableSchema.Kind.CONTEXT).stream()
        .map(TableSchema::name)
        .toList();
  }

  private static Check.Empty empty(YamlObject object) {
    Optional<YamlNode> node = object.find("empty");
    if (node.isEmpty()) {
      return new Check.Empty(Check.Empty.Meaning.NOT_ASSESSED, "no object was found to examine");
    }
    YamlObject empty = node.get().object("\"empty\"");
    Check.Empty result = null;
    for (Check.Empty.Meaning meaning : Check.Empty.Meaning.values()) {
      Optional<String> reason = empty.optionalText(meaning.name().toLowerCase(Locale.ROOT));
      if (reason.isPresent()) {
        result = new Check.Empty(meaning, reason.get());
      }
    }
    empty.done();
    if (result == null) {
      node.get()
          .fault("\"empty\" is {pass: reason}, {not_applicable: reason} or {not_assessed: reason}");
      result = new Check.Empty(Check.Empty.Meaning.NOT_ASSESSED, "");
    }
    return result;
  }

  private static Optional<Check.Applicability> applies(YamlObject object, String id) {
    Optional<YamlNode> node = object.find("applies_to");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    YamlObject applies = node.get().object("\"applies_to\"");
    Check.Applicability result =
        new Check.Applicability(applies.text("when"), applies.text("otherwise"));
    applies.done();
    SqlText.of(result.sql())
        .faults()
        .forEach(fault -> node.get().fault(id + ": \"applies_to\": " + fault));
    return Optional.of(result);
  }
}
