package org.pgevidence.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.assess.RegisterJson;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.StoredText;

/**
 * One pack of a period, as far as the period needs it: parts of the pack under {@code runs/}, each
 * the bytes that the pack's own signed manifest names.
 *
 * @param folder with manifest.json, its signature and the parts
 * @param digest SHA-256 of manifest.json, as hex
 * @param supersededBy the pack that corrects this one
 */
record PeriodRun(Path folder, Manifest manifest, String digest, Optional<Successor> supersededBy) {
  /** A pack that corrects another, and why. */
  record Successor(String pack, String reason) {}

  /** Parts that are taken over where the pack has them, gzipped or not. */
  static final List<String> PARTS =
      List.of(
          Layout.FINDINGS,
          Registers.FILE,
          "facts/role.jsonl",
          "facts/membership.jsonl",
          "derived/backup.jsonl");

  private static final long MAX_BYTES = 256L << 20;
  private static final Comparator<PeriodRun> BY_AGE =
      Comparator.comparing((PeriodRun run) -> run.manifest().collectedAt())
          .thenComparing(run -> run.manifest().sealedAt())
          .thenComparing(run -> run.manifest().pack());

  /** The runs below a folder, oldest first. */
  static List<PeriodRun> all(Path runs) throws IOException {
    List<PeriodRun> found = new ArrayList<>();
    try (var children = Files.newDirectoryStream(runs)) {
      for (Path child : children) {
        byte[] bytes = Bounded.read(child.resolve(Layout.MANIFEST), Bounded.SEAL);
        Manifest manifest = Manifest.parse(new String(bytes, StandardCharsets.UTF_8));
        found.add(new PeriodRun(child, manifest, Digest.hex(bytes), Optional.empty()));
      }
    }
    found.sort(BY_AGE);
    List<PeriodRun> marked = new ArrayList<>();
    for (PeriodRun run : found) {
      Optional<Successor> by =
          found.stream()
              .flatMap(
                  other ->
                      other.manifest().supersedes().stream()
                          .filter(old -> old.digest().equals(run.digest()))
                          .map(old -> new Successor(other.pack(), old.reason())))
              .findFirst();
      marked.add(new PeriodRun(run.folder(), run.manifest(), run.digest(), by));
    }
    return marked;
  }

  /** Those that no other one corrects. */
  static List<PeriodRun> valid(List<PeriodRun> runs) {
    return runs.stream().filter(run -> run.supersededBy().isEmpty()).toList();
  }

  /** Files of the manifest that a period takes over. */
  static List<PackFile> parts(Manifest manifest) {
    Set<String> wanted = new HashSet<>(PARTS);
    PARTS.forEach(part -> wanted.add(part + ".gz"));
    return manifest.files().stream().filter(file -> wanted.contains(file.path())).toList();
  }

  String pack() {
    return manifest.pack();
  }

  /** A part as JSON; empty when the pack has none. */
  Optional<Object> json(String part) throws IOException {
    Path file = part(part).orElse(null);
    if (file == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(StoredText.json(file));
  }

  /** Its findings.json. */
  JsonObject findings() throws IOException {
    @Nullable Object json = json(Layout.FINDINGS).orElse(null);
    return JsonObject.of(json, Layout.FINDINGS + " of " + pack());
  }

  /** Entries of its exceptions register; none where an older version wrote none. */
  List<ExceptionRegister.Entry> register() throws IOException {
    Path file = part(Registers.FILE).orElse(null);
    return file == null ? List.of() : RegisterJson.read(file).entries();
  }

  private Optional<Path> part(String name) throws IOException {
    Path file = StoredText.find(folder, name).orElse(null);
    return file == null || Files.size(file) > MAX_BYTES ? Optional.empty() : Optional.of(file);
  }
}
