package org.pgevidence.render;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.CheckResult;
import org.pgevidence.assess.ControlResult;
import org.pgevidence.assess.Finding;
import org.pgevidence.assess.RequirementResult;
import org.pgevidence.assess.Verdict;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Check;
import org.pgevidence.control.Control;
import org.pgevidence.control.Framework;
import org.pgevidence.control.Severity;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.MemoryFacts;

/** A fixed assessment for tests of the printed and machine forms, small but of every kind. */
final class Sample {
  static final String COLLECTED_AT = "2026-11-22T16:22:31Z";

  /** Names that break careless output: markup, quotes, formulas, direction marks, emoji, length. */
  static final List<String> HOSTILE =
      List.of(
          "anna",
          "O'Brien \"quoted\"",
          "<script>alert(1)</script>",
          "=cmd|' /C calc'!A0",
          "+1+1",
          "@sum(1)",
          "line\nbreak\ttab",
          "\u202egnp.exe",
          "مدير",
          "管理者",
          "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
          "zero\u200bwidth",
          "]]>&amp;<![CDATA[",
          "${report}",
          "żółć_Ωμέγα_пользователь",
          "nul-like \u0001\u001b[31m",
          "x".repeat(63));

  private Sample() {}

  static Report report() {
    return report(3, List.of("anna", "etl_admin"));
  }

  /** A report whose failing check has these subjects. */
  static Report report(int passing, List<String> failing) {
    return Report.of(assessment(passing, failing), facts(), List.of(), List.of(), issue());
  }

  static Issue issue() {
    return new Issue(
        "orders-prod/2026-11-22T16-22-31Z",
        "Confidential",
        Optional.of("CN=pgevidence demo signer"),
        true,
        Optional.empty(),
        Optional.of(Digest.hex("evidence")),
        "Links to pack 2026-10-22T16-22-31Z, manifest sha256:" + Digest.hex("previous") + ".",
        Optional.empty(),
        List.of("No timestamp was asked for: the time of signing is the signer's own clock."),
        Optional.empty(),
        List.of());
  }

  /** Prints a report as a pack does, with a file inside. */
  static void print(Report report, Path file) {
    Issue.Attachment findings =
        new Issue.Attachment(
            "findings.json",
            "application/json",
            "The assessment for machines",
            "{\"format\": 1}\n".getBytes(StandardCharsets.UTF_8));
    try (ReportDraft draft = new ReportDraft(() -> report, Templates.shipped())) {
      draft.print(Digest.hex("evidence"));
      draft.save(List.of(findings), Optional.empty(), file);
    }
  }

  static Facts facts() {
    return new MemoryFacts()
        .add(
            "snapshot",
            1,
            "orders-prod",
            COLLECTED_AT,
            "2026-11-22T16:22:33Z",
            "2026-11-22T16:22:30Z",
            "0.1.0",
            "auditor",
            "bastion-1",
            "pgevidence_reader",
            "db.example:5432")
        .add(
            "provenance",
            "role",
            "",
            "",
            "-- One row per role.\nselect oid, rolname as name\nfrom pg_catalog.pg_roles\norder by oid",
            Digest.hex("sql"),
            "{}",
            "pgevidence_reader",
            "[\"LOGIN\", \"pg_monitor\"]",
            "2026-11-22T16:22:31Z",
            "2026-11-22T16:22:31Z",
            "2026-11-22T16:22:30Z",
            2,
            2)
        .add(
            "provenance",
            "hba_file",
            "",
            "/etc/postgresql/pg_hba.conf",
            "/etc/postgresql/pg_hba.conf",
            Digest.hex("hba"),
            "{}",
            null,
            null,
            "2026-11-22T16:22:31Z",
            "2026-11-22T16:22:31Z",
            null,
            0,
            null)
        .provide("hba_file")
        .add("role", 10, "postgres", "postgres", 1, 1, 1, 1, 1, 1, 1, -1, null, 0, 0)
        .add("role", 16385, "anna", "anna", 1, 1, 1, 0, 0, 0, 0, -1, "2027-01-01T00:00:00Z", 0, 0)
        .add("database", 5, "orders", "orders", 10, 1, 0, -1, "UTF8", 1663, 1, null)
        .add(
            "database",
            4,
            "template0",
            "template0",
            10,
            0,
            1,
            -1,
            "UTF8",
            1663,
            0,
            "does not allow connections")
        .add(
            "hba_rule",
            1,
            "pg_hba.conf",
            95,
            "local",
            "[\"all\"]",
            "[\"all\"]",
            null,
            null,
            null,
            null,
            "peer",
            "{}",
            null)
        .add(
            "hba_rule",
            2,
            "pg_hba.conf",
            97,
            "host",
            "[\"all\"]",
            "[\"all\"]",
            "0.0.0.0",
            "0.0.0.0",
            "4:00000000",
            "4:ffffffff",
            "md5",
            "{}",
            null)
        .add(
            "setting",
            "ssl",
            "off",
            0,
            3,
            0,
            null,
            "bool",
            "sighup",
            "configuration file",
            "/etc/postgresql/postgresql.conf",
            107,
            "off",
            0)
        .add(
            "setting",
            "log_connections",
            "off",
            0,
            3,
            0,
            null,
            "bool",
            "superuser-backend",
            "default",
            null,
            null,
            "off",
            0);
  }

  static Assessment assessment(int passing, List<String> failing) {
    Check roles =
        query(
            "ROLE-001",
            "roles",
            "Superuser logins are limited to the bootstrap role",
            Severity.HIGH);
    Check tls =
        query("TLS-001", "tls", "Connections over the network are encrypted", Severity.CRITICAL);
    Check ask =
        new Check(
            "AUTH-009",
            "authentication",
            "Administrators log in with a second factor",
            Severity.MEDIUM,
            "A stolen password alone opens the server.",
            "PostgreSQL cannot see a second factor.",
            Map.of(),
            new Check.Test.Attestation(
                "Attach the policy of the bastion that asks for the second factor."),
            "authentication/second-factor.yaml");
    List<Finding> findings = new ArrayList<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < passing; i++) {
      rows.add(row("role_" + i, 1L, "role_" + i, null));
    }
    for (String name : failing) {
      rows.add(row(name, 0L, name, "2027-01-01T00:00:00Z"));
      findings.add(finding(name, findings.size() == 1));
    }
    List<CheckResult> checks =
        List.of(
            new CheckResult(
                ask,
                Verdict.MANUAL,
                Optional.empty(),
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of()),
            new CheckResult(
                roles,
                findings.isEmpty() ? Verdict.PASS : Verdict.FAIL,
                Optional.empty(),
                rows.size(),
                passing,
                List.of(),
                findings,
                List.of("subject", "pass", "role", "valid_until"),
                rows),
            new CheckResult(
                tls,
                Verdict.NOT_ASSESSED,
                Optional.of("table session_encryption was not provided"),
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    Control access =
        new Control(
            "AC-01",
            "Privileged roles are few and named",
            "Superuser rights belong to the bootstrap role and to approved break-glass roles, each with an owner.",
            "All rows of pg_roles with rolsuper and rolcanlogin were compared with the approved list.",
            List.of("ROLE-001", "AUTH-009"),
            List.of(
                new Control.Edge(
                    "gdpr",
                    "32(1)(b)",
                    Control.Strength.DIRECT,
                    "Who can bypass every safeguard decides confidentiality."),
                new Control.Edge(
                    "soc2",
                    "CC6.3",
                    Control.Strength.DIRECT,
                    "Least privilege starts with superusers.")),
            List.of(new Control.ManualEvidence("approval", "Approval of each break-glass role.")),
            List.of("Operating-system accounts on the server."),
            "mappings/access.yaml");
    Control line =
        new Control(
            "CR-01",
            "Data is encrypted in transit",
            "Clients reach the server over TLS only.",
            "Settings, rules and live sessions were compared.",
            List.of("TLS-001"),
            List.of(
                new Control.Edge(
                    "gdpr",
                    "32(1)(a)",
                    Control.Strength.DIRECT,
                    "Encryption is named by the article.")),
            List.of(),
            List.of("Encryption between a pooler and its clients."),
            "mappings/encryption.yaml");
    Framework gdpr =
        new Framework(
            "gdpr",
            "GDPR",
            "Regulation (EU) 2016/679",
            "Article numbers of the regulation; texts are our own words.",
            List.of(
                requirement("32(1)(a)", "Encryption and pseudonymisation", Framework.Level.PARTLY),
                requirement(
                    "32(1)(b)",
                    "Confidentiality, integrity, availability and resilience",
                    Framework.Level.FULL),
                requirement("34", "Telling people about a breach", Framework.Level.OUTSIDE)));
    Framework soc2 =
        new Framework(
            "soc2",
            "SOC 2",
            "Trust Services Criteria 2017, points of focus 2022",
            "Criterion numbers of the AICPA; texts are our own words.",
            List.of(
                requirement(
                    "CC6.3", "Access follows roles and least privilege", Framework.Level.FULL)));
    return new Assessment(
        "0.1.0",
        "orders-prod",
        COLLECTED_AT,
        new Assessment.Server("7423190712345678901", "15.20", false),
        Digest.hex("snapshot"),
        new Catalog(
            "1.0.0",
            Digest.hex("catalog"),
            List.of(ask, roles, tls),
            List.of(access, line),
            List.of(gdpr, soc2),
            List.of(),
            List.of()),
        checks,
        List.of(
            new ControlResult(access, findings.isEmpty() ? Verdict.PASS : Verdict.FAIL),
            new ControlResult(line, Verdict.NOT_ASSESSED)),
        List.of(
            new RequirementResult(
                "gdpr",
                gdpr.requirements().get(0),
                RequirementResult.Verdict.NOT_ASSESSED,
                RequirementResult.Manual.MISSING,
                List.of("CR-01")),
            new RequirementResult(
                "gdpr",
                gdpr.requirements().get(1),
                RequirementResult.Verdict.GAPS_FOUND,
                RequirementResult.Manual.MISSING,
                List.of("AC-01")),
            new RequirementResult(
                "gdpr",
                gdpr.requirements().get(2),
                RequirementResult.Verdict.OUTSIDE,
                RequirementResult.Manual.MISSING,
                List.of()),
            new RequirementResult(
                "soc2",
                soc2.requirements().get(0),
                RequirementResult.Verdict.GAPS_FOUND,
                RequirementResult.Manual.ATTACHED,
                List.of("AC-01"))),
        List.of(
            new Gap(
                "session_encryption",
                "",
                Gap.Extent.TABLE,
                List.of(),
                "",
                "pg_stat_ssl was read as role \"pgevidence_reader\" and hides the sessions of other roles",
                Optional.of("membership in pg_monitor"),
                "GRANT pg_monitor TO pgevidence_reader;")),
        List.of());
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return java.util.Arrays.asList(values);
  }

  private static Finding finding(String name, boolean isWaived) {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("role", name);
    evidence.put("valid_until", "2027-01-01T00:00:00Z");
    evidence.put("owner", null);
    String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
    return new Finding(
        Finding.id("ROLE-001", name),
        "ROLE-001",
        name,
        name + " is a superuser that can log in and is not an approved break-glass role",
        Severity.HIGH,
        isWaived ? Severity.CRITICAL : Severity.HIGH,
        evidence,
        isWaived
            ? Optional.of(
                new Finding.WaiverNote(
                    "ROLE-001-w",
                    "Platform team",
                    "CISO",
                    "Migration until the end of the year.",
                    "2026-11-01",
                    "2026-12-31"))
            : Optional.empty(),
        "alter role " + quoted + " nosuperuser;",
        "alter role " + quoted + " superuser;");
  }

  private static Check query(String id, String family, String title, Severity severity) {
    return new Check(
        id,
        family,
        title,
        severity,
        "It opens everything at once.",
        "A superuser bypasses every ACL and row policy and can switch pgaudit off.",
        Map.of(),
        new Check.Test.Query(
            "select name_quoted as subject, oid = 10 as pass,\n       name as role, valid_until_at as valid_until\nfrom role\nwhere is_superuser and can_login",
            "{subject} is a superuser",
            Optional.of("alter role {role:ident} nosuperuser"),
            Optional.of("alter role {role:ident} superuser"),
            new Check.Empty(Check.Empty.Meaning.NOT_ASSESSED, ""),
            Optional.empty(),
            List.of(),
            List.of()),
        family + "/" + id + ".yaml");
  }

  private static Framework.Requirement requirement(String id, String title, Framework.Level level) {
    boolean isOutside = level == Framework.Level.OUTSIDE;
    return new Framework.Requirement(
        id,
        title,
        "What " + id + " asks, in our own words.",
        level,
        isOutside ? List.of() : List.of("Roles, rights and settings at the time of collection."),
        List.of("The decision of the responsible person."));
  }
}
