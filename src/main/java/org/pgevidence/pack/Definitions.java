package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.Context;
import org.pgevidence.control.Waiver;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableFolder;
import org.pgevidence.fact.TableSchema;

/**
 * The definitions that a pack was judged by: the catalogue's files, the context as tables and as
 * written, and the choices of the profile. Enough to judge again without anything else.
 */
record Definitions(Catalog catalog, Context context) {
  private static final String FOLDER = "definitions";
  private static final String TABLES = FOLDER + "/context";
  private static final String SCOPE = FOLDER + "/scope.json";

  static void write(PackFolder folder, Judged judged) throws IOException {
    for (Catalog.SourceFile file : judged.assessment().catalog().files()) {
      folder.write(FOLDER + "/controls/" + file.path(), file.text());
    }
    for (Catalog.SourceFile file : judged.context().files()) {
      String name = file.path().substring(file.path().lastIndexOf('/') + 1);
      folder.write(FOLDER + "/declared/" + name, file.text());
    }
    Path tables = folder.file(TABLES + "/scope").getParent();
    TableFolder.write(
        java.util.Objects.requireNonNull(tables),
        TABLES,
        judged.assessed().context(),
        TableSchema.Kind.CONTEXT);
    Map<String, @Nullable Object> scope = new LinkedHashMap<>();
    scope.put("frameworks", judged.context().frameworks());
    Map<String, @Nullable Object> parameters = new TreeMap<>();
    judged.context().parameters().forEach((id, own) -> parameters.put(id, new TreeMap<>(own)));
    scope.put("parameters", parameters);
    folder.write(SCOPE, Json.pretty(scope));
  }

  /**
   * Reads them back; every fault is a UserFault, IllegalArgumentException or UncheckedIOException.
   */
  static Definitions read(Path pack) throws IOException {
    Catalog catalog = CatalogReader.read(Optional.of(pack.resolve(FOLDER + "/controls")));
    TableFolder stored = TableFolder.open(pack.resolve(TABLES), TableSchema.Kind.CONTEXT);
    MemoryFacts tables = new MemoryFacts();
    for (TableSchema table : Schema.standard().tables(TableSchema.Kind.CONTEXT)) {
      if (stored.isProvided(table.name()) && !table.name().equals("waiver")) {
        tables.provide(table.name());
        stored.forEach(table.name(), row -> tables.add(table.name(), row.values()));
      }
    }
    List<Waiver> waivers = new ArrayList<>();
    stored.forEach("waiver", row -> waivers.add(waiver(row)));
    JsonObject scope =
        JsonObject.of(Json.parse(Files.readString(pack.resolve(SCOPE))), "scope.json");
    Map<String, Map<String, List<String>>> parameters = new LinkedHashMap<>();
    scope
        .object("parameters")
        .map()
        .forEach((id, values) -> parameters.put(String.valueOf(id), texts(values)));
    return new Definitions(
        catalog,
        new Context(
            tables,
            stored.isProvided("waiver"),
            waivers,
            parameters,
            scope.list("frameworks").stream().map(String::valueOf).toList(),
            List.of()));
  }

  private static Map<String, List<String>> texts(@Nullable Object values) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    JsonObject object = JsonObject.of(values, "parameters");
    for (Object name : object.map().keySet()) {
      texts.put(
          String.valueOf(name),
          object.list(String.valueOf(name)).stream().map(String::valueOf).toList());
    }
    return texts;
  }

  private static Waiver waiver(Row row) {
    return new Waiver(
        row.text("id"),
        row.text("system"),
        row.text("check_id"),
        row.text("subject"),
        row.flag("is_broad"),
        row.text("type"),
        row.text("justification"),
        Optional.ofNullable(row.textOrNull("compensating")),
        row.text("owner"),
        row.text("requested_by"),
        row.text("approved_by"),
        LocalDate.parse(row.text("approved_on")),
        LocalDate.parse(row.text("valid_from")),
        LocalDate.parse(row.text("expires_on")),
        Optional.ofNullable(row.textOrNull("ticket")),
        Optional.ofNullable(row.textOrNull("management_response")));
  }
}
