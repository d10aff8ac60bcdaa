package org.pgevidence.pack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.assess.RegisterJson;
import org.pgevidence.fact.ToolVersion;

/** What a period shows, as period.json holds it: a pure function of the request and the runs. */
record PeriodJson(PeriodRequest request, List<PeriodRun> runs, List<FailedRun> failures) {
  private static final String DEFINITIONS = "definitions/";

  Map<String, @Nullable Object> of(List<PeriodPopulation> populations) throws IOException {
    List<PeriodRun> valid = PeriodRun.valid(runs);
    PeriodCalendar calendar = new PeriodCalendar(request, valid, failures);
    List<Map<String, @Nullable Object>> gaps = calendar.gaps();
    String seed = request.seedAfter(valid);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", 1);
    json.put("tool", Map.of("version", ToolVersion.current()));
    json.put("system", request.system());
    json.put("from", request.from().toString());
    json.put("to", request.to().toString());
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (PeriodRun run : runs) {
      list.add(run(run));
    }
    json.put("runs", list);
    json.put("min_runs", request.minRuns());
    json.put("calendar", calendar.days());
    json.put("failed_runs", calendar.failedRuns());
    json.put("max_gap_s", request.maxGapSeconds().orElse(null));
    json.put("longest_gap", gaps.getFirst());
    json.put("gaps", gaps);
    json.put("checks", checks(valid));
    json.putAll(exceptions(valid));
    json.put("definitions_changed", definitions(valid));
    json.put("sample_seed", seed);
    json.put("sample_size", request.sampleSize());
    json.put(
        "populations",
        populations.stream().map(one -> one.toJson(seed, request.sampleSize())).toList());
    return json;
  }

  private static Map<String, @Nullable Object> run(PeriodRun run) throws IOException {
    JsonObject findings = run.findings();
    Map<String, Long> verdicts = new TreeMap<>();
    long failed = 0;
    for (Object item : findings.list("checks")) {
      JsonObject check = JsonObject.of(item, "check");
      verdicts.merge(check.text("verdict"), 1L, Long::sum);
      failed += check.number("failed");
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("pack", run.pack());
    json.put("manifest", "sha256:" + run.digest());
    json.put("collected_at", run.manifest().collectedAt());
    json.put("sealed_at", run.manifest().sealedAt().toString());
    json.put("signer", run.manifest().signature().subject());
    json.put("identity", run.manifest().signature().identity());
    json.put("superseded_by", run.supersededBy().map(PeriodRun.Successor::pack).orElse(null));
    json.put(
        "superseded_because", run.supersededBy().map(PeriodRun.Successor::reason).orElse(null));
    json.put("tool", run.manifest().toolVersion());
    json.put("catalog", run.manifest().catalogVersion());
    json.put("catalog_digest", "sha256:" + run.manifest().catalogDigest());
    json.put("verdicts", verdicts);
    json.put("findings", failed);
    json.put("gaps", findings.list("gaps").size());
    return json;
  }

  /** Check → its result in each run. */
  private static List<Map<String, @Nullable Object>> checks(List<PeriodRun> runs)
      throws IOException {
    Map<String, Map<String, @Nullable Object>> checks = new TreeMap<>();
    for (PeriodRun run : runs) {
      for (Object item : run.findings().list("checks")) {
        JsonObject check = JsonObject.of(item, "check");
        Map<String, @Nullable Object> json =
            checks.computeIfAbsent(check.text("id"), id -> new LinkedHashMap<>());
        json.put("id", check.text("id"));
        json.put("title", check.text("title"));
        json.put("severity", check.text("severity"));
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("pack", run.pack());
        one.put("verdict", check.text("verdict"));
        one.put("examined", check.number("examined"));
        one.put("failed", check.number("failed"));
        one.put("undecided", check.list("undecided").size());
        List<@Nullable Object> history = new ArrayList<>();
        if (json.get("history") instanceof List<?> old) {
          history.addAll(old);
        }
        history.add(one);
        json.put("history", history);
      }
    }
    return List.copyOf(checks.values());
  }

  /** Openings and closings in order, and how every entry stands at the end. */
  private static Map<String, @Nullable Object> exceptions(List<PeriodRun> runs) throws IOException {
    List<Map<String, @Nullable Object>> events = new ArrayList<>();
    Map<String, ExceptionRegister.Entry> last = new TreeMap<>();
    for (int i = 0; i < runs.size(); i++) {
      PeriodRun run = runs.get(i);
      String at = run.manifest().collectedAt();
      for (ExceptionRegister.Entry entry : run.register()) {
        last.put(entry.id(), entry);
        if (entry.isOpen() && entry.openedAt().equals(at)) {
          boolean isFirst = !run.manifest().previous().isPresent();
          events.add(event(entry, isFirst ? "at the first run" : "opened", run));
        } else if (entry.isOpen() && i == 0) {
          events.add(event(entry, "open before", run));
        } else if (entry.resolvedAt().filter(at::equals).isPresent()) {
          events.add(event(entry, "closed", run));
        }
      }
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("exception_events", events);
    json.put(
        "exceptions_at_end",
        last.values().stream()
            .filter(ExceptionRegister.Entry::isOpen)
            .map(RegisterJson::entry)
            .toList());
    return json;
  }

  private static Map<String, @Nullable Object> event(
      ExceptionRegister.Entry entry, String what, PeriodRun run) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("what", what);
    json.put("at", run.manifest().collectedAt());
    json.put("pack", run.pack());
    json.put("id", entry.id());
    json.put("severity", entry.severity());
    json.put("sentence", entry.sentence());
    json.put("days", entry.ageDays());
    return json;
  }

  /** Definition files that differ from one run to the next, by the manifests' digests. */
  private static List<Map<String, @Nullable Object>> definitions(List<PeriodRun> runs) {
    List<Map<String, @Nullable Object>> changes = new ArrayList<>();
    for (int i = 1; i < runs.size(); i++) {
      Map<String, String> before = definitions(runs.get(i - 1));
      Map<String, String> after = definitions(runs.get(i));
      TreeMap<String, String> all = new TreeMap<>(before);
      all.putAll(after);
      for (String path : all.keySet()) {
        String old = before.get(path);
        String now = after.get(path);
        if (!java.util.Objects.equals(old, now)) {
          Map<String, @Nullable Object> json = new LinkedHashMap<>();
          json.put("path", path);
          json.put("what", old == null ? "added" : now == null ? "removed" : "changed");
          json.put("between", runs.get(i - 1).pack());
          json.put("and", runs.get(i).pack());
          json.put("before", old == null ? null : "sha256:" + old);
          json.put("after", now == null ? null : "sha256:" + now);
          changes.add(json);
        }
      }
    }
    return changes;
  }

  private static Map<String, String> definitions(PeriodRun run) {
    Map<String, String> digests = new TreeMap<>();
    for (PackFile file : run.manifest().files()) {
      // The tables of the context are the declared files once more; waivers change state daily.
      if (file.path().startsWith(DEFINITIONS)
          && !file.path().startsWith(DEFINITIONS + "context/")) {
        digests.put(file.path().substring(DEFINITIONS.length()), file.plainSha256());
      }
    }
    return digests;
  }
}
