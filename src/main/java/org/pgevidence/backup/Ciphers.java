package org.pgevidence.backup;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/**
 * Whether backups are encrypted, and how sure that is: the first bytes of a backup's own files and
 * of what its repository shares (WAL, lists) prove it, a catalogue reports it, a log gives the
 * configuration. One stanza may have an encrypted and a plain repository; a folder is taken for the
 * repository whose backups lie in it.
 */
final class Ciphers {
  /** A repository's folder: what its backups and its shared files prove. */
  private record Folder(
      String systemId, Map<String, Set<String>> labels, Set<String> shared, Set<String> keys) {
    boolean holds(Backup backup) {
      return backup.label != null && labels.containsKey(backup.label);
    }
  }

  private final Map<String, Folder> folders = new HashMap<>();
  private final Map<String, Set<String>> runs = new HashMap<>();
  private final Map<String, Set<String>> repositories = new HashMap<>();

  private Ciphers(Facts facts, List<Backup> all) {
    facts.forEach("repository_file", this::add);
    for (Backup backup : all) {
      if (!backup.repository.isEmpty()) {
        proof(repositories, backup.systemId()).add(backup.repository);
        of(backup).stream()
            .filter(folder -> folder.holds(backup))
            .forEach(folder -> folder.keys.add(backup.repository));
      }
    }
  }

  private void add(Row row) {
    String encryption = row.text("encryption");
    proof(runs, row.text("path")).add(encryption);
    if (row.textOrNull("run_path") != null) {
      proof(runs, row.text("run_path")).add(encryption);
    }
    if (row.text("root").isEmpty()) {
      return;
    }
    String systemId = row.text("tool") + " / " + row.text("system");
    Folder folder =
        folders.computeIfAbsent(
            systemId + " / " + row.text("root"),
            key -> new Folder(systemId, new HashMap<>(), new HashSet<>(), new HashSet<>()));
    String label = row.textOrNull("label");
    (label == null ? folder.shared : proof(folder.labels, label)).add(encryption);
  }

  private static Set<String> proof(Map<String, Set<String>> all, String key) {
    return all.computeIfAbsent(key, k -> new HashSet<>());
  }

  private List<Folder> of(Backup backup) {
    return folders.values().stream().filter(f -> f.systemId.equals(backup.systemId())).toList();
  }

  private Set<String> bytes(Backup backup) {
    Set<String> bytes = new HashSet<>();
    for (Row source : backup.sources) {
      bytes.addAll(runs.getOrDefault(source.text("path"), Set.of()));
    }
    boolean isOnly = repositories.getOrDefault(backup.systemId(), Set.of()).size() < 2;
    for (Folder folder : of(backup)) {
      if (folder.holds(backup)
          || (folder.keys.isEmpty() ? isOnly : folder.keys.equals(Set.of(backup.repository)))) {
        bytes.addAll(folder.shared);
        bytes.addAll(folder.labels.getOrDefault(String.valueOf(backup.label), Set.of()));
      }
    }
    return bytes;
  }

  static void judge(Facts facts, List<Backup> all) {
    Ciphers ciphers = new Ciphers(facts, all);
    all.forEach(backup -> judge(backup, ciphers.bytes(backup)));
  }

  private static void judge(Backup backup, Set<String> bytes) {
    String said = backup.reportedCipher == null ? backup.configuredCipher : backup.reportedCipher;
    backup.encryption = said;
    backup.encryptionGrade =
        isSplit(backup.reportedCipher, backup.configuredCipher)
            ? "contradicted"
            : backup.reportedCipher != null
                ? "reported"
                : said != null ? "configured" : "not stated";
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

  private static boolean isSplit(@Nullable String reported, @Nullable String configured) {
    return reported != null
        && configured != null
        && reported.equals("none") != configured.equals("none");
  }
}
