package org.pgevidence.backup;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pgevidence.fact.Facts;

/**
 * Whether backups are encrypted, and how sure that is: the first bytes of repository files prove
 * it, a catalogue reports it, a log gives the configuration.
 */
final class Ciphers {
  private Ciphers() {}

  static void judge(Facts facts, List<Backup> all) {
    Map<String, Set<String>> proven = new HashMap<>();
    facts.forEach(
        "repository_file",
        row ->
            proven
                .computeIfAbsent(
                    row.text("tool") + " / " + row.text("system"), key -> new HashSet<>())
                .add(row.text("encryption")));
    for (Backup backup : all) {
      String said = backup.reportedCipher == null ? backup.configuredCipher : backup.reportedCipher;
      boolean isSplit =
          backup.reportedCipher != null
              && backup.configuredCipher != null
              && backup.reportedCipher.equals("none") != backup.configuredCipher.equals("none");
      backup.encryption = said;
      backup.encryptionGrade =
          isSplit
              ? "contradicted"
              : backup.reportedCipher != null
                  ? "reported"
                  : said != null ? "configured" : "not stated";
      Set<String> bytes = proven.getOrDefault(backup.systemId(), Set.of());
      if (bytes.size() == 1) {
        boolean isEncrypted = bytes.contains("encrypted");
        boolean isAgreed = said == null || isEncrypted == !said.equals("none");
        backup.encryptionGrade = isAgreed ? "proven" : "contradicted";
        backup.encryption =
            isEncrypted ? (said == null || said.equals("none") ? "encrypted" : said) : "none";
      } else if (bytes.size() > 1) {
        backup.encryptionGrade = "contradicted";
      }
    }
  }
}
