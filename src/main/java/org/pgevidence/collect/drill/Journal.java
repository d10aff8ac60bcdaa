package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.UserFault;

/** The drill record while it grows: facts, checks and tables, written whole or not at all. */
final class Journal {
  static final String PASS = "pass";
  static final String FAIL = "fail";
  static final String NOT_RUN = "not run";

  /** A check inside the drill. */
  record Check(String name, String result, String detail, Optional<Commands.Result> output) {}

  private final Path file;
  private final String planSha256;
  private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();
  private final List<Check> checks = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> tables = new ArrayList<>();

  /** Throws UserFault (exit code 2) when the file exists. */
  Journal(Path file, String planSha256) {
    this.file = file;
    this.planSha256 = planSha256;
    if (Files.exists(file)) {
      throw UserFault.usage(
          "The drill record "
              + file
              + " exists already. Name another file; records are evidence and never overwritten.");
    }
  }

  synchronized void put(String fact, @Nullable Object value) {
    facts.put(fact, value);
  }

  synchronized @Nullable Object get(String fact) {
    return facts.get(fact);
  }

  /** Text of a fact; empty when it is not known. */
  Optional<String> text(String fact) {
    return get(fact) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  synchronized void check(Check check) {
    checks.add(check);
  }

  void pass(String name, String detail) {
    check(new Check(name, PASS, detail, Optional.empty()));
  }

  void fail(String name, String detail) {
    check(new Check(name, FAIL, detail, Optional.empty()));
  }

  void notRun(String name, String detail) {
    check(new Check(name, NOT_RUN, detail, Optional.empty()));
  }

  void outcome(String name, boolean isGood, String detail, Commands.Result output) {
    check(new Check(name, isGood ? PASS : FAIL, detail, Optional.of(output)));
  }

  synchronized void table(Map<String, @Nullable Object> row) {
    tables.add(row);
  }

  synchronized List<Check> checks() {
    return List.copyOf(checks);
  }

  /** First check that failed. */
  Optional<Check> fault() {
    return checks().stream().filter(check -> check.result().equals(FAIL)).findFirst();
  }

  /** Writes the record as it stands, readable by its owner alone. */
  synchronized void write() throws IOException {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("pgevidence_drill", 1);
    json.put("drill", facts);
    json.put("checks", checks.stream().map(Journal::entry).toList());
    json.put("tables", tables);
    json.put("plan_sha256", planSha256);
    Path folder = file.toAbsolutePath().getParent();
    try {
      Path fresh =
          Files.createTempFile(
              folder,
              ".drill-",
              ".json",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, Json.pretty(json).getBytes(StandardCharsets.UTF_8));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw UserFault.io(
          "The drill record " + file + " could not be written. Name a folder that can be written.",
          e);
    }
  }

  private static Map<String, @Nullable Object> entry(Check check) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", check.name());
    entry.put("result", check.result());
    entry.put("detail", check.detail());
    entry.put("exit_code", check.output().map(Commands.Result::exitCode).orElse(null));
    entry.put("output_sha256", check.output().map(Commands.Result::sha256).orElse(null));
    return entry;
  }
}
