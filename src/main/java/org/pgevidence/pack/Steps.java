package org.pgevidence.pack;

import java.util.ArrayList;
import java.util.List;

/** Collects the steps of a verification. */
final class Steps {
  private final List<VerifyReport.Step> steps = new ArrayList<>();

  void ok(String part, String words) {
    steps.add(new VerifyReport.Step(part, VerifyReport.State.OK, words));
  }

  void failed(String part, String words) {
    steps.add(new VerifyReport.Step(part, VerifyReport.State.FAILED, words));
  }

  void unverified(String part, String words) {
    steps.add(new VerifyReport.Step(part, VerifyReport.State.UNVERIFIED, words));
  }

  void note(String part, String words) {
    steps.add(new VerifyReport.Step(part, VerifyReport.State.NOTE, words));
  }

  boolean isFailed() {
    return steps.stream().anyMatch(step -> step.state() == VerifyReport.State.FAILED);
  }

  VerifyReport report(String pack) {
    return new VerifyReport(pack, steps);
  }
}
