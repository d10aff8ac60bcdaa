package org.pgevidence.redact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Context;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.TableSchema;

/**
 * Facts and context with pseudonyms. It works before anything is judged, so that findings, reports
 * and SQL of a copy bear the same pseudonyms by construction.
 */
public final class Redaction {
  /** Names that say nothing of a company: superusers as installed or as a cloud calls them. */
  private static final Set<String> COMMON =
      Set.of(
          "postgres",
          "root",
          "rdsadmin",
          "rds_superuser",
          "rds_replication",
          "rds_iam",
          "cloudsqladmin",
          "cloudsqlsuperuser",
          "azure_superuser",
          "azuresu",
          "azure_pg_admin",
          "alloydbsuperuser");

  private final Pseudonyms pseudonyms;
  private final Redactor redactor;

  private Redaction(Pseudonyms pseudonyms, Redactor redactor) {
    this.pseudonyms = pseudonyms;
    this.redactor = redactor;
  }

  /**
   * What the company decides.
   *
   * @param hidden what is hidden
   * @param shown names of roles, persons and hosts that stay readable all the same
   */
  public record Choice(Set<Kind> hidden, List<String> shown) {
    /** Copies the collections. */
    public Choice {
      hidden = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(hidden));
      shown = List.copyOf(shown);
    }
  }

  /** Learns every value of facts and context that is to be hidden. */
  public static Redaction of(Facts facts, Context context, Secret secret, Choice choice) {
    Set<String> shown = new HashSet<>(COMMON);
    shown.addAll(choice.shown());
    Pseudonyms pseudonyms = new Pseudonyms(secret, choice.hidden(), shown);
    List<String> roles = new ArrayList<>();
    facts.forEach(
        "role",
        row -> {
          roles.add(row.text("name"));
          pseudonyms.role(row.text("name"));
        });
    Redactor first = new Redactor(pseudonyms, new NameScanner(Map.of()), roles);
    for (TableSchema table : Schema.standard().tables(TableSchema.Kind.FACT)) {
      facts.forEach(table.name(), first::row);
    }
    new ContextRedactor(first, pseudonyms).redact(context);
    Map<String, String> names = new HashMap<>();
    for (Disclosure one : pseudonyms.given().values()) {
      if (one.kind() == Kind.ROLE || one.kind() == Kind.PERSON || one.kind() == Kind.HOST) {
        names.merge(one.value(), one.pseudonym(), (a, b) -> one.kind() == Kind.ROLE ? b : a);
      }
    }
    return new Redaction(pseudonyms, new Redactor(pseudonyms, new NameScanner(names), roles));
  }

  /** Writes the redacted snapshot into a new folder. */
  public Snapshot snapshot(Snapshot original, Path target) throws IOException {
    return SnapshotRedactor.write(original, redactor, pseudonyms, target);
  }

  /** The redacted context; its files as written are left out. */
  public Context context(Context original) {
    return new ContextRedactor(redactor, pseudonyms).redact(original);
  }

  /** A name in a sentence or subject. */
  public String prose(String text) {
    return redactor.prose(text);
  }

  /** A person; null stays null. */
  public @Nullable String person(@Nullable String name) {
    return name == null ? null : pseudonyms.person(name);
  }

  /** Free text; null stays null. */
  public @Nullable String text(@Nullable String text) {
    return text == null ? null : pseudonyms.text(text);
  }

  /** All pseudonyms given so far with what they stand for, by pseudonym: for the company only. */
  public Collection<Disclosure> disclosures() {
    return List.copyOf(pseudonyms.given().values());
  }
}
