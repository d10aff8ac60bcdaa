package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every file is the one that was sealed, none is missing, none was added. */
final class FileCheck {
  private static final int MAX_FILES = 100_000;
  private static final int MAX_DEPTH = 8;

  private FileCheck() {}

  static void run(Path root, Manifest manifest, Budget budget, Steps steps) throws IOException {
    Set<String> found = found(root, steps);
    Map<String, PackFile> sealed = new TreeMap<>();
    Set<String> folded = new HashSet<>();
    long bytes = 0;
    long loaded = 0;
    for (PackFile file : manifest.files()) {
      if (!Layout.isPath(file.path()) || !folded.add(file.path().toLowerCase(Locale.ROOT))) {
        steps.failed(
            "files",
            "the manifest names the path "
                + file.path()
                + (Layout.isPath(file.path()) ? ", which it names twice" : ""));
        return;
      }
      sealed.put(file.path(), file);
      long size = Math.min(Math.max(0, file.plainSize()), budget.files() + 1);
      bytes = Math.min(bytes + size, budget.files() + 1);
      loaded += file.path().matches("(facts|derived)/.*") ? size : 0;
    }
    if (bytes > budget.files()) {
      steps.failed("files", "the manifest names more than " + budget.files() + " bytes in all");
      return;
    }
    if (loaded > budget.loaded()) {
      steps.failed(
          "files",
          "facts/ and derived/ have "
              + loaded
              + " bytes uncompressed, more than the "
              + budget.loaded()
              + " that verify loads");
      return;
    }
    int faults = 0;
    for (PackFile file : sealed.values()) {
      faults += check(root, file, found, steps) ? 0 : 1;
    }
    for (String path : found) {
      if (!sealed.containsKey(path) && !Layout.isSeal(path)) {
        steps.failed("files", path + " was added: the manifest does not name it");
        faults++;
      }
    }
    faults += lists(root, manifest, steps);
    if (faults == 0) {
      steps.ok("files", sealed.size() + " files, none changed, missing or added");
    }
  }

  /** Regular files outside approvals/; links and special files are faults. */
  private static Set<String> found(Path root, Steps steps) throws IOException {
    Set<String> found = new TreeSet<>();
    Files.walkFileTree(
        root,
        Set.of(),
        MAX_DEPTH + 1,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean isApprovals = directory.equals(root.resolve(Layout.APPROVALS));
            return isApprovals ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = root.relativize(file).toString();
            if (!attributes.isRegularFile()) {
              steps.failed("files", path + " is a link or a special file");
            } else if (found.add(path) && found.size() > MAX_FILES) {
              steps.failed("files", "there are more than " + MAX_FILES);
              return FileVisitResult.TERMINATE;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static boolean check(Path root, PackFile file, Set<String> found, Steps steps)
      throws IOException {
    if (!found.contains(file.path())) {
      steps.failed("files", file.path() + " is missing");
      return false;
    }
    if (Files.size(root.resolve(file.path())) != file.size()) {
      steps.failed("files", file.path() + " was changed: its size differs from the manifest");
      return false;
    }
    PackFile stored;
    try {
      stored = PackFolder.describe(root, file.path(), file.plainSize());
    } catch (IOException e) {
      steps.failed("files", file.path() + " was changed: it cannot be uncompressed");
      return false;
    }
    if (!stored.equals(file)) {
      steps.failed("files", file.path() + " was changed: its SHA-256 differs from the manifest");
      return false;
    }
    return true;
  }

  /** SHA256SUMS and evidence.sha256 must be what follows from the manifest. */
  private static int lists(Path root, Manifest manifest, Steps steps) throws IOException {
    int faults = 0;
    String all =
        manifest.files().stream()
            .filter(file -> !file.path().equals(Layout.SUMS))
            .map(PackFile::sumLine)
            .collect(Collectors.joining());
    String evidence =
        manifest.files().stream()
            .filter(file -> Layout.isEvidence(file.path()))
            .map(PackFile::sumLine)
            .collect(Collectors.joining());
    for (var list : Map.of(Layout.SUMS, all, Layout.EVIDENCE, evidence).entrySet()) {
      Path file = root.resolve(list.getKey());
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Files.size(file) == list.getValue().length()) {
        if (Files.readString(file).equals(list.getValue())) {
          continue;
        }
      }
      steps.failed("files", list.getKey() + " does not list what the manifest lists");
      faults++;
    }
    return faults;
  }
}
