package org.pgevidence.hba;

import java.util.Optional;
import org.pgevidence.fact.Engine;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.MemoryFacts;

/**
 * Derives {@code hba_verdict}, {@code hba_access}, {@code network_access}, {@code hba_reach} and
 * {@code ident_verdict}. Rules are judged whatever listen_addresses says. Access and reach need
 * roles, memberships and databases.
 */
public final class HbaEngine implements Engine {
  @Override
  public String name() {
    return "hba";
  }

  @Override
  public String version() {
    return "2";
  }

  @Override
  public MemoryFacts derive(Facts facts) {
    MemoryFacts out = new MemoryFacts();
    Steps steps = new Steps();
    Optional<HbaFacts> hba = HbaFacts.of(facts);
    if (hba.isPresent()) {
      Analysis analysis = new Analysis(hba.get());
      new VerdictRows(hba.get(), analysis, steps).fill(out);
      Principals principals = hba.get().principals();
      if (principals.areMembershipsKnown() && principals.areDatabasesKnown()) {
        new AccessRows(hba.get(), analysis, steps).fill(out);
      } else {
        missing(out, "hba_access", "role, membership and database were not all collected");
        missing(out, "network_access", "role, membership and database were not all collected");
        missing(out, "hba_reach", "role, membership and database were not all collected");
      }
    } else {
      for (String table :
          new String[] {"hba_verdict", "hba_access", "network_access", "hba_reach"}) {
        missing(out, table, "neither the raw files nor pg_hba_file_rules were readable");
      }
    }
    new IdentRows(facts, steps).fill(out, hba);
    if (!out.isProvided("ident_verdict")) {
      missing(
          out, "ident_verdict", "neither pg_ident.conf nor pg_ident_file_mappings was readable");
    }
    steps.fill(out);
    return out;
  }

  private static void missing(MemoryFacts out, String table, String reason) {
    out.add(
        Gap.table(
            table,
            "",
            "Table " + table + " could not be derived: " + reason,
            "Collect with a role that has the rights that pgevidence reader-role prints."));
  }
}
