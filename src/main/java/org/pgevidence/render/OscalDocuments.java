package org.pgevidence.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.control.Control;
import org.pgevidence.control.Framework;

/**
 * The OSCAL 1.1.3 documents that assessment results stand on: catalog, profile, system security
 * plan, assessment plan and component definition. Validators follow the imports, so all are real.
 */
final class OscalDocuments {
  static final String PATH = "oscal/";

  private OscalDocuments() {}

  static Map<String, Map<String, @Nullable Object>> of(Assessment assessment) {
    Map<String, Map<String, @Nullable Object>> files = new LinkedHashMap<>();
    files.put(PATH + "catalog.json", Fields.of("catalog", catalog(assessment)));
    files.put(PATH + "profile.json", Fields.of("profile", profile(assessment)));
    files.put(PATH + "ssp.json", Fields.of("system-security-plan", plan(assessment)));
    files.put(
        PATH + "assessment-plan.json", Fields.of("assessment-plan", assessmentPlan(assessment)));
    files.put(
        PATH + "component-definition.json",
        Fields.of("component-definition", components(assessment)));
    return files;
  }

  static Map<String, @Nullable Object> metadata(Assessment assessment, String title) {
    return Fields.of(
        "title",
        title,
        "last-modified",
        assessment.collectedAt(),
        "version",
        assessment.catalog().version(),
        "oscal-version",
        "1.1.3");
  }

  static String id(Assessment assessment, String... names) {
    String[] all = new String[names.length + 1];
    all[0] = assessment.snapshotDigest();
    System.arraycopy(names, 0, all, 1, names.length);
    return Fields.uuid(all);
  }

  private static Map<String, @Nullable Object> catalog(Assessment assessment) {
    return Fields.of(
        "uuid", Fields.uuid("catalog", assessment.catalog().digest()),
        "metadata", metadata(assessment, "Requirements of the pgevidence catalogue"),
        "groups",
            assessment.catalog().frameworks().stream()
                .map(
                    framework ->
                        Fields.of(
                            "id", framework.id(),
                            "title", framework.title(),
                            "controls",
                                framework.requirements().stream()
                                    .map(requirement -> control(framework, requirement))
                                    .toList()))
                .toList());
  }

  private static Map<String, @Nullable Object> control(
      Framework framework, Framework.Requirement requirement) {
    String id = Fields.token(framework.id(), requirement.id());
    return Fields.of(
        "id", id,
        "title", requirement.title(),
        "props",
            List.of(
                Fields.of("name", "label", "value", framework.title() + " " + requirement.id())),
        "parts",
            List.of(
                Fields.of(
                    "id", id + "_smt", "name", "statement", "prose", requirement.paraphrase()),
                Fields.of(
                    "id",
                    id + "_obj",
                    "name",
                    "assessment-objective",
                    "prose",
                    requirement.databaseShows().isEmpty()
                        ? "A database cannot show this; it needs manual evidence."
                        : String.join("; ", requirement.databaseShows()))));
  }

  private static Map<String, @Nullable Object> profile(Assessment assessment) {
    return Fields.of(
        "uuid", Fields.uuid("profile", assessment.catalog().digest()),
        "metadata", metadata(assessment, "All requirements of the chosen frameworks"),
        "imports", List.of(Fields.of("href", "catalog.json", "include-all", Fields.of())));
  }

  private static Map<String, @Nullable Object> plan(Assessment assessment) {
    String system = assessment.system();
    List<@Nullable Object> implemented = new ArrayList<>();
    for (var requirement : assessment.requirements()) {
      String id = Fields.token(requirement.framework(), requirement.requirement().id());
      implemented.add(
          Fields.of(
              "uuid", id(assessment, "ssp", id),
              "control-id", id,
              "by-components",
                  List.of(
                      Fields.of(
                          "component-uuid", id(assessment, "ssp", "component"),
                          "uuid", id(assessment, "ssp", "by-component", id),
                          "description", "As the checks of the pack show it."))));
    }
    return Fields.of(
        "uuid", id(assessment, "ssp"),
        "metadata", metadata(assessment, "System " + system + " as far as a database shows it"),
        "import-profile", Fields.of("href", "profile.json"),
        "system-characteristics",
            Fields.of(
                "system-ids", List.of(Fields.of("id", system)),
                "system-name", system,
                "description", "PostgreSQL cluster " + assessment.server().systemIdentifier(),
                "system-information",
                    Fields.of(
                        "information-types",
                        List.of(
                            Fields.of(
                                "title",
                                "Data of the cluster",
                                "description",
                                "As declared in the data map of the pack."))),
                "status", Fields.of("state", "operational"),
                "authorization-boundary",
                    Fields.of("description", "The cluster and its configuration files.")),
        "system-implementation",
            Fields.of(
                "users", List.of(Fields.of("uuid", id(assessment, "ssp", "user"))),
                "components",
                    List.of(
                        Fields.of(
                            "uuid",
                            id(assessment, "ssp", "component"),
                            "type",
                            "this-system",
                            "title",
                            "PostgreSQL " + assessment.server().version(),
                            "description",
                            "The assessed server.",
                            "status",
                            Fields.of("state", "operational")))),
        "control-implementation",
            Fields.of(
                "description",
                "Shown by the checks of the pack.",
                "implemented-requirements",
                implemented));
  }

  private static Map<String, @Nullable Object> assessmentPlan(Assessment assessment) {
    return Fields.of(
        "uuid", id(assessment, "ap"),
        "metadata",
            metadata(assessment, "Read-only collection and judgement of " + assessment.system()),
        "import-ssp", Fields.of("href", "ssp.json"),
        "reviewed-controls",
            Fields.of("control-selections", List.of(Fields.of("include-all", Fields.of()))));
  }

  private static Map<String, @Nullable Object> components(Assessment assessment) {
    List<@Nullable Object> implementations = new ArrayList<>();
    for (Framework framework : assessment.catalog().frameworks()) {
      List<@Nullable Object> requirements = new ArrayList<>();
      for (Control control : assessment.catalog().controls()) {
        for (Control.Edge edge : control.satisfies()) {
          if (edge.framework().equals(framework.id())) {
            requirements.add(
                Fields.of(
                    "uuid",
                        Fields.uuid("component", control.id(), framework.id(), edge.requirement()),
                    "control-id", Fields.token(framework.id(), edge.requirement()),
                    "description", control.id() + " " + control.title() + ": " + edge.rationale()));
          }
        }
      }
      if (!requirements.isEmpty()) {
        implementations.add(
            Fields.of(
                "uuid",
                Fields.uuid("component", framework.id()),
                "source",
                "profile.json",
                "description",
                "Checks of pgevidence for " + framework.title(),
                "implemented-requirements",
                requirements));
      }
    }
    Map<String, @Nullable Object> component =
        Fields.of(
            "uuid", Fields.uuid("component", "pgevidence"),
            "type", "software",
            "title", "PostgreSQL",
            "description", "The database server, judged by the checks of pgevidence.");
    if (!implementations.isEmpty()) {
      component.put("control-implementations", implementations);
    }
    return Fields.of(
        "uuid", Fields.uuid("component-definition", assessment.catalog().digest()),
        "metadata", metadata(assessment, "Checks of pgevidence"),
        "components", List.of(component));
  }
}
