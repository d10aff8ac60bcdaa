package org.pgevidence.privilege;

import static java.util.Map.entry;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pgevidence.fact.Facts;

/** Fills superuser_equivalent: every way to rights that equal a superuser's. */
final class SuperuserRows {
  private static final long BOOTSTRAP_OID = 10;
  private static final Map<String, String> PREDEFINED =
      new TreeMap<>(
          Map.of(
              "pg_execute_server_program", "server programs",
              "pg_write_server_files", "server file write",
              "pg_read_server_files", "server file read",
              "pg_read_all_data", "all data read"));
  private static final Map<String, String> MEANING =
      Map.ofEntries(
          entry("server programs", "runs programs as the server's operating system account"),
          entry("server file write", "writes files as the server's operating system account"),
          entry("server file read", "reads files as the server's operating system account"),
          entry("all data read", "reads all data, password verifiers in pg_authid too"),
          entry("provider administrator", "is the managed service's administrator"),
          entry("replication", "may copy the whole cluster, password verifiers too"),
          entry(
              "createrole",
              "may grant itself any role but superusers, pg_execute_server_program too"),
          entry(
              "untrusted function",
              "has the rights of a role that owns functions in an untrusted language"),
          entry("superuser membership", "becomes a superuser by SET ROLE"),
          entry("superuser", "is a superuser"));
  private static final Set<String> PROVIDER =
      Set.of("rds_superuser", "cloudsqlsuperuser", "azure_pg_admin", "alloydbsuperuser");

  /** Parameters whose value the server runs or loads as its own. */
  private static final Set<String> CODE =
      Set.of(
          "archive_command",
          "archive_cleanup_command",
          "archive_library",
          "dynamic_library_path",
          "extension_control_path",
          "jit_provider",
          "local_preload_libraries",
          "recovery_end_command",
          "restore_command",
          "session_preload_libraries",
          "shared_preload_libraries",
          "ssl_passphrase_command");

  private final Estate estate;
  private final MembershipGraph graph;
  private final EffectivePrivileges effective;
  private final List<Securable> codeParameters;

  SuperuserRows(Estate estate) {
    this.estate = estate;
    this.graph = estate.graph("");
    this.effective = new EffectivePrivileges(estate);
    this.codeParameters =
        estate.securables().stream()
            .filter(o -> o.kind() == ObjectKind.PARAMETER && CODE.contains(o.name()))
            .toList();
  }

  void fill(Facts facts, DerivedRows rows) {
    rows.provide("superuser_equivalent");
    Set<Integer> owners = fillFunctions(facts, rows);
    Roles roles = estate.roles();
    for (int role = 0; role < roles.count(); role++) {
      if (roles.isSuperuser(role)) {
        add(rows, role, "superuser", roles.quoted(role), List.of(role));
        rows.roleStep(role, "has the superuser attribute");
      } else if (!roles.get(role).isPredefined()) {
        fill(rows, role, owners);
      }
    }
  }

  private void fill(DerivedRows rows, int role, Set<Integer> owners) {
    BitSet acting = graph.actsAs(role, true);
    BitSet using = (BitSet) graph.inherit().reachedFrom(role).clone();
    using.or(acting);
    for (int target = using.nextSetBit(0); target >= 0; target = using.nextSetBit(target + 1)) {
      Roles.Role other = estate.roles().get(target);
      if (other.isSuperuser() && acting.get(target)) {
        addReach(rows, role, target, "superuser membership");
      }
      if (other.isPredefined() && PREDEFINED.containsKey(other.name())) {
        addReach(rows, role, target, PREDEFINED.getOrDefault(other.name(), ""));
      }
      if (PROVIDER.contains(other.name()) && target != role) {
        addReach(rows, role, target, "provider administrator");
      }
      if (estate.major() < 16 && other.canCreateRole() && isByMembership(role, target)) {
        addReach(rows, role, target, "createrole");
      }
      if (other.canReplicate() && !other.isSuperuser() && isByMembership(role, target)) {
        addReach(rows, role, target, "replication");
      }
      if (owners.contains(target) && target != role) {
        addReach(rows, role, target, "untrusted function");
      }
    }
    codeParameters.forEach(parameter -> fillParameter(rows, role, parameter));
  }

  // Attributes are not inherited: they count for who may act as the role, and a way over CREATEROLE
  // is told by its own row already.
  private boolean isByMembership(int role, int target) {
    return graph.actsAs(role, false).get(target);
  }

  private void fillParameter(DerivedRows rows, int role, Securable parameter) {
    for (Privilege privilege : List.of(Privilege.ALTER_SYSTEM, Privilege.SET)) {
      if (effective.holders(parameter, privilege, false).get(role)) {
        Way way = new Explanation(estate, effective).shortest(role, parameter, privilege);
        String what = privilege.sqlName() + " on parameter " + parameter.name();
        row(
            rows,
            role,
            "system parameter",
            what,
            way.via(estate.roles()),
            "has " + what + ", whose value the server runs or loads");
        rows.waySteps(role, way, privilege);
      }
    }
  }

  /** Owners themselves, function by function; gives them, no superusers among them. */
  private Set<Integer> fillFunctions(Facts facts, DerivedRows rows) {
    Set<Integer> owners = new HashSet<>();
    Map<String, Set<Long>> untrusted = new HashMap<>();
    facts.forEach(
        "language",
        row -> {
          if (!row.flag("is_trusted") && row.flag("is_procedural")) {
            untrusted
                .computeIfAbsent(row.text("database"), k -> new HashSet<>())
                .add(row.number("oid"));
          }
        });
    facts.forEach(
        "function",
        row -> {
          String database = row.text("database");
          int owner = estate.roles().index(row.number("owner_oid"));
          if (owner >= 0
              && !estate.roles().isSuperuser(owner)
              && untrusted.getOrDefault(database, Set.of()).contains(row.number("language_oid"))) {
            String name = database + ": " + row.text("name_quoted");
            row(
                rows,
                owner,
                "untrusted function",
                name,
                estate.roles().quoted(owner),
                "owns a function in an untrusted language, which runs as the server's operating"
                    + " system account");
            rows.step("function", List.of(database, row.number("oid")), name + " is untrusted");
            owners.add(owner);
          }
        });
    return owners;
  }

  private void addReach(DerivedRows rows, int role, int target, String means) {
    boolean inherits =
        graph.inherit().reachedFrom(role).get(target) && !means.equals("superuser membership");
    List<MembershipGraph.Hop> way = inherits ? List.of() : graph.way(role, target);
    List<Integer> chain = inherits ? graph.inherit().path(role, target) : List.of();
    String path = inherits ? estate.roles().chain(chain) : graph.text(role, way);
    row(rows, role, means, estate.roles().quoted(target), path, MEANING.getOrDefault(means, means));
    if (role == target) {
      rows.roleStep(role, "has the attribute");
    } else if (inherits) {
      rows.inheritSteps(chain);
    } else {
      rows.waySteps(role, way, graph);
    }
  }

  private void add(DerivedRows rows, int role, String means, String subject, List<Integer> path) {
    row(rows, role, means, subject, estate.roles().chain(path), MEANING.getOrDefault(means, means));
  }

  private void row(
      DerivedRows rows, int role, String means, String subject, String path, String meaning) {
    rows.row(
        "superuser_equivalent",
        estate.roles().oid(role),
        means,
        subject,
        estate.roles().get(role).canLogin(),
        estate.roles().oid(role) == BOOTSTRAP_OID,
        path,
        estate.roles().quoted(role) + " " + meaning + ": " + path);
  }
}
