package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gov.nist.secauto.metaschema.core.configuration.DefaultConfiguration;
import gov.nist.secauto.metaschema.core.model.constraint.ValidationFeature;
import gov.nist.secauto.oscal.lib.OscalBindingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.Verdict;
import org.pgevidence.fact.Json;

/** Formats for machines: valid, without a dangling reference, the same each time. */
class MachineTest {
  private static final Assessment ASSESSMENT = Sample.assessment(3, Sample.HOSTILE);

  @TempDir Path folder;

  private static Map<String, byte[]> files(Assessment assessment) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (var file : Machine.files(assessment).entrySet()) {
      files.put(file.getKey(), file.getValue().bytes());
    }
    return files;
  }

  @Test
  void oscalHoldsItsConstraints() throws Exception {
    Map<String, byte[]> files = files(ASSESSMENT);
    for (var file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }

    for (String name : files.keySet().stream().filter(n -> n.startsWith("oscal/")).toList()) {
      var result =
          OscalBindingContext.newInstance()
              .validateWithConstraints(
                  folder.resolve(name).toUri(), new DefaultConfiguration<ValidationFeature<?>>());
      assertTrue(
          result.isPassing(),
          () -> name + ": " + result.getFindings().stream().map(f -> f.getMessage()).toList());
    }
  }

  @Test
  void oscalReferencesPointSomewhereAndNoIdIsUsedTwice() throws IOException {
    Set<String> defined = new HashSet<>();
    List<String> repeated = new ArrayList<>();
    List<String> referred = new ArrayList<>();
    files(ASSESSMENT)
        .forEach(
            (name, bytes) -> {
              if (name.startsWith("oscal/")) {
                walk(parse(bytes), defined, repeated, referred);
              }
            });

    assertFalse(referred.isEmpty());
    assertEquals(List.of(), repeated);
    assertEquals(List.of(), referred.stream().filter(id -> !defined.contains(id)).toList());
  }

  @Test
  void junitCountsWhatWasNotAssessedAsError() throws Exception {
    byte[] xml = files(ASSESSMENT).get("junit.xml");

    var suite =
        (org.w3c.dom.Element)
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getElementsByTagName("testsuite")
                .item(0);

    assertEquals("3", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    assertEquals("1", suite.getAttribute("errors"));
    assertEquals("1", suite.getAttribute("skipped"));
  }

  /** By the predicate's specification a warned test passed; what was not run stands in no list. */
  @Test
  void statementTakesNothingForPassedThatWasNotAssessed() {
    Set<Verdict> all = Set.of(Verdict.values());
    Assessment sound = Sample.assessment(3, List.of());

    Map<?, ?> failed = predicate(ASSESSMENT, all);
    Map<?, ?> open = predicate(sound, all);
    Map<?, ?> manual = predicate(sound, Set.of(Verdict.PASS, Verdict.MANUAL));
    Map<?, ?> passed = predicate(sound, Set.of(Verdict.PASS));

    assertEquals("FAILED", failed.get("result"));
    assertEquals(1, tests(failed, "failedTests").size());
    assertEquals("WARNED", open.get("result"));
    assertEquals(List.of(), open.get("warnedTests"));
    assertEquals(1, tests(open, "passedTests").size());
    assertEquals("WARNED", manual.get("result"));
    assertEquals("PASSED", passed.get("result"));
    assertEquals("WARNED", predicate(sound, Set.of()).get("result"));
  }

  private static List<?> tests(Map<?, ?> predicate, String key) {
    return (List<?>) Objects.requireNonNull(predicate.get(key));
  }

  /** The predicate of an assessment of which only checks of some verdicts are left. */
  private static Map<?, ?> predicate(Assessment assessment, Set<Verdict> kept) {
    Assessment part =
        new Assessment(
            assessment.toolVersion(),
            assessment.system(),
            assessment.collectedAt(),
            assessment.server(),
            assessment.snapshotDigest(),
            assessment.catalog(),
            assessment.checks().stream().filter(one -> kept.contains(one.verdict())).toList(),
            assessment.controls(),
            assessment.requirements(),
            assessment.gaps(),
            assessment.waivers());
    return (Map<?, ?>) Objects.requireNonNull(Statement.of(part).get("predicate"));
  }

  /** GitHub's code scanning refuses a result without a file, and keeps one of the same print. */
  @Test
  void sarifResultsHaveAFileAndAPrintOfTheirOwn() {
    String sarif = Machine.text(Machine.Format.SARIF, ASSESSMENT, false);

    long results = sarif.lines().filter(line -> line.contains("\"ruleId\" : ")).count();
    List<String> prints =
        sarif.lines().filter(line -> line.contains("\"primaryLocationLineHash\" : ")).toList();

    assertTrue(results > 3, "only " + results);
    assertEquals(
        results, sarif.lines().filter(line -> line.contains("\"uri\" : \"controls/")).count());
    assertEquals(results, prints.size());
    assertEquals(results, Set.copyOf(prints).size());
    assertTrue(sarif.contains("\"id\" : \"pgevidence/" + ASSESSMENT.system() + "/\""));
  }

  @Test
  void sarifKeepsWaivedFailures() {
    String sarif = Machine.text(Machine.Format.SARIF, ASSESSMENT, false);

    long failed = sarif.lines().filter(line -> line.contains("\"kind\" : \"fail\"")).count();
    long waived = sarif.lines().filter(line -> line.contains("\"suppressions\"")).count();

    assertEquals(Sample.HOSTILE.size(), failed);
    assertEquals(1, waived);
  }

  @Test
  void cellsOfCsvAreNoFormulas() {
    assertEquals("'=cmd|' /C calc'!A0", Csv.cell("=cmd|' /C calc'!A0"));
    assertEquals("'+1+1", Csv.cell("+1+1"));
    assertEquals("'@sum(1)", Csv.cell("@sum(1)"));
    assertEquals("\"say \"\"hi\"\", she said\"", Csv.cell("say \"hi\", she said"));
    assertEquals("⟨U+0009⟩=1", Csv.cell("\t=1"));
  }

  @Test
  void sameAssessmentGivesSameBytes() throws IOException {
    Map<String, byte[]> first = files(ASSESSMENT);
    Map<String, byte[]> second = files(Sample.assessment(3, Sample.HOSTILE));

    assertEquals(first.keySet(), second.keySet());
    first.forEach((name, bytes) -> assertArrayEquals(bytes, second.get(name), name));
  }

  private static void walk(
      Object json, Set<String> defined, List<String> repeated, List<String> referred) {
    if (json instanceof List<?> list) {
      list.forEach(item -> walk(item, defined, repeated, referred));
    }
    if (json instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (value instanceof String text) {
              boolean isDefinition =
                  key.equals("uuid") || (key.equals("id") && !map.containsKey("identifier-type"));
              if (isDefinition && !defined.add(text)) {
                repeated.add(text);
              }
              if (key.toString().endsWith("-uuid")
                  || key.equals("control-id")
                  || key.equals("target-id")) {
                referred.add(text);
              }
            } else if (value != null) {
              walk(value, defined, repeated, referred);
            }
          });
    }
  }

  private static Object parse(byte[] bytes) {
    return java.util.Objects.requireNonNull(Json.parse(new String(bytes, StandardCharsets.UTF_8)));
  }
}
