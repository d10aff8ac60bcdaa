package org.pgevidence.control;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Schema;

/** Reads a catalogue; all faults of all its files are reported at once. */
public final class CatalogReader {
  private final List<Catalog.SourceFile> files;
  private final Faults faults;
  private final List<Check> checks = new ArrayList<>();
  private final List<Placed<Control>> controls = new ArrayList<>();
  private final List<Placed<Framework>> frameworks = new ArrayList<>();
  private final List<Catalog.View> views = new ArrayList<>();
  private String version = "";

  /** A thing and where it stands. */
  record Placed<T>(T thing, String file, int line) {}

  private CatalogReader(List<Catalog.SourceFile> files, Faults faults) {
    this.files = files;
    this.faults = faults;
  }

  /**
   * The catalogue of {@code --controls}, or the shipped one. Throws a UserFault with all faults.
   */
  public static Catalog read(Optional<Path> folder) {
    Faults faults = new Faults();
    Catalog catalog =
        read(folder.map(CatalogSource::folder).orElseGet(CatalogSource::shipped), faults);
    faults.throwIfAny();
    return catalog;
  }

  /** What could be read of the files; faults are noted. */
  public static Catalog read(List<Catalog.SourceFile> files, Faults faults) {
    CatalogReader reader = new CatalogReader(files, faults);
    files.forEach(reader::readFile);
    return reader.finish();
  }

  private void readFile(Catalog.SourceFile file) {
    String path = file.path();
    if (path.startsWith("views/")) {
      readView(file);
    } else if (path.endsWith(".sql")) {
      faults.add(path, 0, "SQL files stand in views/");
    } else {
      YamlNode.parse(path, file.text(), faults)
          .ifPresentOrElse(
              root -> readYaml(path, root),
              () -> {
                if (file.text().isBlank()) {
                  faults.add(path, 0, "the file is empty");
                }
              });
    }
  }

  private void readYaml(String path, YamlNode root) {
    if (path.equals("catalog.yaml")) {
      YamlObject object = root.object("the catalogue file");
      version = object.text("version");
      object.done();
    } else if (path.startsWith("mappings/")) {
      ControlReader.read(root, controls);
    } else if (path.startsWith("frameworks/")) {
      frameworks.add(new Placed<>(FrameworkReader.read(root), path, root.line()));
    } else if (path.indexOf('/') > 0) {
      checks.add(CheckReader.read(root, path.substring(0, path.indexOf('/')), faults));
    } else {
      faults.add(path, 0, "a check stands in the folder of its family, e.g. roles/");
    }
  }

  private void readView(Catalog.SourceFile file) {
    Optional<String> name = SqlText.viewName(file.text());
    if (name.isEmpty()) {
      faults.add(file.path(), 1, "a view file holds one statement: create view name as select …");
      return;
    }
    for (String fault : SqlText.ofView(file.text()).faults()) {
      faults.add(file.path(), 1, fault);
    }
    if (Schema.standard().find(name.get()).isPresent()) {
      faults.add(file.path(), 1, "view " + name.get() + " has the name of a table");
    }
    String sql = file.text().strip();
    views.add(
        new Catalog.View(name.get(), sql.endsWith(";") ? sql.substring(0, sql.length() - 1) : sql));
  }

  private Catalog finish() {
    if (version.isEmpty() && faults.isEmpty()) {
      faults.add("catalog.yaml", 0, "missing; it gives the version of the catalogue");
    }
    checkIds();
    checkControls();
    return new Catalog(
        version,
        digest(files),
        checks.stream().sorted(Comparator.comparing(Check::id)).toList(),
        controls.stream().map(Placed::thing).sorted(Comparator.comparing(Control::id)).toList(),
        frameworks.stream().map(Placed::thing).toList(),
        views,
        files);
  }

  private void checkIds() {
    Map<String, String> seen = new HashMap<>();
    for (Check check : checks) {
      String earlier = seen.putIfAbsent(check.id(), check.file());
      if (earlier != null) {
        faults.add(check.file(), 1, "check " + check.id() + " stands in " + earlier + " too");
      }
    }
    for (Placed<Control> placed : controls) {
      String id = placed.thing().id();
      String earlier = seen.putIfAbsent(id, placed.file());
      if (earlier != null) {
        faults.add(placed.file(), placed.line(), id + " stands in " + earlier + " too");
      }
    }
    Set<String> ids = new TreeSet<>();
    for (Placed<Framework> placed : frameworks) {
      if (!ids.add(placed.thing().id())) {
        faults.add(placed.file(), placed.line(), "framework " + placed.thing().id() + " twice");
      }
    }
  }

  private void checkControls() {
    Set<String> checkIds = checks.stream().map(Check::id).collect(Collectors.toSet());
    Map<String, Set<String>> requirements = new HashMap<>();
    frameworks.forEach(
        placed ->
            requirements.put(
                placed.thing().id(),
                placed.thing().requirements().stream()
                    .map(Framework.Requirement::id)
                    .collect(Collectors.toSet())));
    for (Placed<Control> placed : controls) {
      Control control = placed.thing();
      for (String check : control.checks()) {
        if (!checkIds.contains(check)) {
          faults.add(
              placed.file(),
              placed.line(),
              "control "
                  + control.id()
                  + " names check "
                  + check
                  + ", which does not exist."
                  + Faults.didYouMean(check, checkIds));
        }
      }
      for (Control.Edge edge : control.satisfies()) {
        checkEdge(placed, edge, requirements);
      }
    }
  }

  private void checkEdge(
      Placed<Control> placed, Control.Edge edge, Map<String, Set<String>> requirements) {
    Set<String> known = requirements.get(edge.framework());
    String start = "control " + placed.thing().id() + " names ";
    if (known == null) {
      faults.add(
          placed.file(),
          placed.line(),
          start
              + "framework \""
              + edge.framework()
              + "\", which does not exist."
              + Faults.didYouMean(edge.framework(), requirements.keySet()));
    } else if (!known.contains(edge.requirement())) {
      faults.add(
          placed.file(),
          placed.line(),
          start
              + edge.framework()
              + " "
              + edge.requirement()
              + ", which does not exist."
              + Faults.didYouMean(edge.requirement(), known));
    }
  }

  /** SHA-256 over path, NUL, text, NUL of all files. */
  private static String digest(List<Catalog.SourceFile> files) {
    MessageDigest digest = Digest.sha256();
    for (Catalog.SourceFile file : files) {
      digest.update((file.path() + "\0" + file.text() + "\0").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
