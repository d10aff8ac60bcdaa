package org.pgevidence.hba;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.hba.HbaLine;
import org.pgevidence.collect.hba.RawAuthFiles;
import org.pgevidence.collect.hba.ServerBuild;
import org.pgevidence.collect.hba.ServerFiles;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.fact.TableWriter;

/** Facts of a made-up server: files, roles, memberships, databases. */
public final class HbaFixture {
  private final int major;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> roles = new ArrayList<>();
  private final List<String[]> memberships = new ArrayList<>();
  private final List<String> databases = new ArrayList<>();
  private final List<String> superusers = new ArrayList<>(List.of("postgres"));
  private String ssl = "on";

  private HbaFixture(int major) {
    this.major = major;
    roles.add("postgres");
    files.put("/data/pg_ident.conf", "");
  }

  public static HbaFixture of(int major, String hba) {
    return new HbaFixture(major).file("/data/pg_hba.conf", hba);
  }

  public HbaFixture file(String path, String text) {
    files.put(path, text);
    return this;
  }

  public HbaFixture roles(String... names) {
    roles.addAll(List.of(names));
    return this;
  }

  public HbaFixture superuser(String name) {
    roles.add(name);
    superusers.add(name);
    return this;
  }

  public HbaFixture member(String group, String member) {
    memberships.add(new String[] {group, member});
    return this;
  }

  public HbaFixture databases(String... names) {
    databases.addAll(List.of(names));
    return this;
  }

  public HbaFixture withoutTls() {
    ssl = "off";
    return this;
  }

  RawAuthFiles raw() {
    ServerFiles source =
        new ServerFiles() {
          @Override
          public Answer read(String path) {
            String text = files.get(path);
            return text == null
                ? new Answer.Unreadable(true, "No such file or directory")
                : new Answer.Content(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
          }

          @Override
          public Listing list(String folder) {
            List<String> names =
                files.keySet().stream()
                    .filter(path -> path.startsWith(folder + "/"))
                    .map(path -> path.substring(folder.length() + 1))
                    .toList();
            return new Listing(names, !names.isEmpty());
          }
        };
    ServerBuild build = ServerBuild.ofMajor(major).withTls(ssl.equals("on"));
    return RawAuthFiles.read(source, build, "/data/pg_hba.conf", "/data/pg_ident.conf");
  }

  MemoryFacts facts() {
    MemoryFacts facts = new MemoryFacts();
    facts.add(
        "server",
        1,
        major * 10000,
        major,
        major + ".1",
        "",
        "1",
        0,
        "2026-01-01T00:00:00Z",
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null);
    facts.provide("role").provide("membership").provide("database");
    for (int i = 0; i < roles.size(); i++) {
      boolean isSuper = superusers.contains(roles.get(i));
      facts.add(
          "role",
          oid(roles.get(i)),
          roles.get(i),
          roles.get(i),
          isSuper,
          1,
          1,
          0,
          0,
          0,
          0,
          -1,
          null,
          0,
          0);
    }
    for (String[] edge : memberships) {
      facts.add("membership", oid(edge[0]), oid(edge[1]), 10, 0, 1, 1);
    }
    for (int i = 0; i < databases.size(); i++) {
      facts.add(
          "database",
          i + 1,
          databases.get(i),
          databases.get(i),
          10,
          1,
          0,
          -1,
          "UTF8",
          1663,
          1,
          null);
    }
    facts.add(
        "setting",
        "ssl",
        ssl,
        0,
        ssl.length(),
        0,
        null,
        "bool",
        "sighup",
        "default",
        null,
        null,
        "off",
        0);
    RawAuthFiles raw = raw();
    facts.provide("hba_line");
    int number = 0;
    for (HbaLine rule : raw.rules()) {
      facts.add("hba_line", raw.values(++number, rule));
    }
    return facts;
  }

  /** Writes the facts as a snapshot. */
  public Path snapshot(Path folder) throws IOException {
    MemoryFacts facts = facts();
    try (SnapshotWriter writer = SnapshotWriter.create(folder)) {
      for (String name : facts.tableNames()) {
        TableWriter table = writer.table(name);
        for (Row row : facts.rows(name)) {
          table.row(
              row.table().columns().stream().map(column -> row.value(column.name())).toArray());
        }
      }
      Map<String, @Nullable Object> header = new LinkedHashMap<>();
      header.put("system", "orders-test");
      return writer.finish(header);
    }
  }

  private long oid(String role) {
    return role.equals("postgres") ? 10 : 16384L + roles.indexOf(role);
  }
}
