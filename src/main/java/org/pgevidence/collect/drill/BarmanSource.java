package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.UserFault;

/** A server of Barman. Its tablespaces are mapped, or the restore would write where they lay. */
final class BarmanSource implements Source {
  private final DrillPlan plan;
  private final Commands commands;
  private final List<String> tablespaces = new ArrayList<>();

  BarmanSource(DrillPlan plan, Commands commands) {
    this.plan = plan;
    this.commands = commands;
  }

  private List<String> command(String... more) {
    List<String> command = new ArrayList<>(List.of("barman"));
    plan.config().ifPresent(config -> command.addAll(List.of("-c", config.toString())));
    command.addAll(List.of(more));
    return command;
  }

  @Override
  public Chosen choose() throws IOException {
    String wanted = plan.label().isPresent() ? plan.label().get() : newest();
    Map<?, ?> backup =
        map(
            Source.ask(commands, command("-f", "json", "show-backup", plan.system(), wanted)),
            plan.system());
    if (!"DONE".equals(backup.get("status"))) {
      throw UserFault.usage(
          "Barman's backup "
              + wanted
              + " of server "
              + plan.system()
              + " has status "
              + backup.get("status")
              + ", not DONE. Name another one with --set.");
    }
    tablespaces.clear();
    if (backup.get("tablespaces") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> tablespace) {
          tablespaces.add(String.valueOf(tablespace.get("name")));
        }
      }
    }
    Map<?, ?> base = map(backup, "base_backup_information");
    Object size = base.get("disk_usage_with_wals_bytes");
    size = size == null ? base.get("backup_size_with_wals_bytes") : size;
    Object system = backup.get("system_id");
    Object last = map(backup, "wal_information").get("last_available");
    return new Chosen(
        String.valueOf(backup.get("backup_id")),
        epoch(base.get("end_time_timestamp")),
        size instanceof Long bytes ? bytes : 0,
        system == null ? Optional.empty() : Optional.of(String.valueOf(system)),
        last == null ? Optional.empty() : Optional.of(String.valueOf(last)));
  }

  private String newest() throws IOException {
    Object list =
        map(Source.ask(commands, command("-f", "json", "list-backup", plan.system())))
            .get(plan.system());
    String newest = null;
    Instant newestEnd = Instant.MIN;
    for (Object item : list instanceof List<?> items ? items : List.of()) {
      Map<?, ?> backup = map(item);
      Instant end = epoch(backup.get("end_time_timestamp")).orElse(Instant.MAX);
      if ("DONE".equals(backup.get("status"))
          && plan.backupBefore().map(at -> !end.isAfter(at)).orElse(true)
          && end.isAfter(newestEnd)) {
        newest = String.valueOf(backup.get("backup_id"));
        newestEnd = end;
      }
    }
    if (newest == null) {
      throw UserFault.usage(
          "No backup with status DONE"
              + plan.backupBefore().map(at -> " that ended before " + at).orElse("")
              + " is listed by Barman for server "
              + plan.system()
              + ". Check the server, the configuration and --set.");
    }
    return newest;
  }

  private static Optional<Instant> epoch(@Nullable Object value) {
    return value == null
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(Long.parseLong(String.valueOf(value))));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Map<?, ?> map(@Nullable Object parent, String key) {
    return map(map(parent).get(key));
  }

  @Override
  public List<List<String>> steps(Chosen chosen, Path scratch) {
    List<String> recover = command("recover", "--no-get-wal");
    for (String name : tablespaces) {
      recover.addAll(
          List.of("--tablespace", name + ":" + scratch.resolve("tablespaces").resolve(name)));
    }
    plan.targetText()
        .ifPresent(
            target ->
                recover.addAll(
                    List.of(
                        "--target-" + plan.targetType(), target, "--target-action", "promote")));
    recover.addAll(List.of(plan.system(), chosen.label(), scratch.resolve("data").toString()));
    return List.of(recover);
  }
}
