package org.pgevidence.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pgevidence.assess.Assessment;
import org.pgevidence.control.Faults;
import org.pgevidence.control.YamlNode;
import org.pgevidence.control.YamlObject;

/**
 * The planted flaws of the demo estate and the findings that each must give, from {@code
 * demo/flaws.yaml}.
 */
public record Flaws(List<Flaw> flaws) {
  /** Copies the list. */
  public Flaws {
    flaws = List.copyOf(flaws);
  }

  /**
   * One mistake.
   *
   * @param what is wrong, in words
   * @param where it was planted
   * @param findings that it must give, at least one
   */
  public record Flaw(String id, String what, String where, List<Expected> findings) {
    /** Copies the list. */
    public Flaw {
      findings = List.copyOf(findings);
    }
  }

  /** A finding named by its check and subject. */
  public record Expected(String check, String subject) implements Comparable<Expected> {
    @Override
    public int compareTo(Expected other) {
      int byCheck = check.compareTo(other.check);
      return byCheck != 0 ? byCheck : subject.compareTo(other.subject);
    }

    @Override
    public String toString() {
      return check + " " + subject;
    }
  }

  /** What was found against what was planted; both empty when they agree. */
  public record Difference(SortedSet<Expected> missing, SortedSet<Expected> unexpected) {
    /** Whether exactly the planted flaws were found. */
    public boolean isNone() {
      return missing.isEmpty() && unexpected.isEmpty();
    }
  }

  /** The planted flaws as shipped. */
  public static Flaws planted() {
    Faults faults = new Faults();
    List<Flaw> flaws = new ArrayList<>();
    YamlNode.parse("flaws.yaml", DemoFiles.text("flaws.yaml"), faults)
        .ifPresent(root -> root.items("flaws.yaml").forEach(item -> flaws.add(flaw(item))));
    faults.throwIfAny();
    return new Flaws(flaws);
  }

  private static Flaw flaw(YamlNode node) {
    YamlObject entry = node.object("a flaw");
    List<Expected> findings = new ArrayList<>();
    entry
        .find("gives")
        .ifPresent(
            gives ->
                gives
                    .map("\"gives\"")
                    .forEach(
                        (check, subjects) ->
                            subjects
                                .items(check)
                                .forEach(
                                    subject ->
                                        findings.add(
                                            new Expected(check, subject.text("a subject"))))));
    Flaw flaw = new Flaw(entry.text("id"), entry.text("what"), entry.text("where"), findings);
    entry.done();
    return flaw;
  }

  /** All findings that must come out, and no others. */
  public SortedSet<Expected> expected() {
    SortedSet<Expected> all = new TreeSet<>();
    flaws.forEach(flaw -> all.addAll(flaw.findings()));
    return all;
  }

  /** Compares an assessment with what was planted. */
  public Difference compare(Assessment assessment) {
    SortedSet<Expected> found = new TreeSet<>();
    assessment
        .findings()
        .forEach(finding -> found.add(new Expected(finding.check(), finding.subject())));
    SortedSet<Expected> missing = new TreeSet<>(expected());
    missing.removeAll(found);
    found.removeAll(expected());
    return new Difference(missing, found);
  }
}
