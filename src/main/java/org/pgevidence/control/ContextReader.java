package org.pgevidence.control;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pgevidence.control.ContextValues.Entry;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;

/** Reads a folder of context files; all faults of all files are reported at once. */
public final class ContextReader {
  private static final long MAX_BYTES = 4 << 20;

  private final Path folder;
  private final Faults faults = new Faults();
  private final MemoryFacts tables = new MemoryFacts();
  private final List<Waiver> waivers = new ArrayList<>();
  private final List<Catalog.SourceFile> files = new ArrayList<>();
  private final OptionalInt maxWaiverDays;
  private final Set<String> checks;
  private boolean hasWaivers;

  private ContextReader(Path folder, OptionalInt maxWaiverDays, Set<String> checks) {
    this.folder = folder;
    this.maxWaiverDays = maxWaiverDays;
    this.checks = checks;
  }

  /**
   * Context of {@code --context}, with the choices of a profile. Throws a UserFault with all
   * faults.
   */
  public static Context read(Optional<Path> folder, Profile profile) {
    return read(folder, profile, Set.of());
  }

  /** The same, with an unknown check as one more fault of the file that names it. */
  public static Context read(Optional<Path> folder, Profile profile, Catalog catalog) {
    return read(
        folder,
        profile,
        catalog.checks().stream().map(Check::id).collect(Collectors.toUnmodifiableSet()));
  }

  private static Context read(Optional<Path> folder, Profile profile, Set<String> checks) {
    Context context =
        folder
            .or(profile::context)
            .map(path -> new ContextReader(path, profile.maxWaiverDays(), checks).read())
            .orElseGet(Context::none);
    return context.withParameters(profile.parameters()).withFrameworks(profile.frameworks());
  }

  private Context read() {
    if (!Files.isDirectory(folder)) {
      throw UserFault.usage(
          "The context "
              + folder
              + " could not be read: it is not a folder. pgevidence context init makes one.");
    }
    try (Stream<Path> listed = Files.list(folder)) {
      for (Path path : listed.sorted().toList()) {
        readFile(path);
      }
    } catch (IOException e) {
      throw UserFault.usage(
          "The context " + folder + " could not be read: " + Met.by(e) + ". Check its rights.");
    }
    faults.throwIfAny();
    return new Context(tables, hasWaivers, waivers, Map.of(), List.of(), files);
  }

  private void readFile(Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
      return;
    }
    Optional<ContextFiles.Shape> shape = ContextFiles.find(name);
    if (shape.isEmpty()) {
      faults.add(
          name,
          0,
          "there is no such context file." + Faults.didYouMean(name, ContextFiles.names()));
      return;
    }
    if (Files.size(path) > MAX_BYTES) {
      faults.add(name, 0, "larger than 4 MB");
      return;
    }
    String text;
    try {
      text = Files.readString(path);
    } catch (CharacterCodingException e) {
      faults.add(name, 0, "not UTF-8; save it as UTF-8");
      return;
    }
    files.add(new Catalog.SourceFile(name, text));
    shape.get().tables().stream().filter(table -> !table.equals("waiver")).forEach(tables::provide);
    hasWaivers |= name.equals("waivers.yaml");
    YamlNode.parse(name, text, faults).ifPresent(root -> rows(shape.get(), root));
  }

  private void rows(ContextFiles.Shape shape, YamlNode root) {
    List<ContextField> fields = new ArrayList<>(shape.fields());
    fields.add(ContextField.may("version", ContextField.Kind.COUNT).as(""));
    Entry file = ContextValues.read("", root, shape.file(), fields);
    file.entries("responses").forEach(this::checkIsKnown);
    file.entries("waivers").forEach(this::checkIsKnown);
    if (shape.file().equals("waivers.yaml")) {
      waivers.addAll(WaiverReader.read(file.entries("waivers"), maxWaiverDays));
    } else if (faults.isEmpty()) {
      new ContextRows(tables, folder).add(shape, file);
    }
  }

  /** A pattern is a fault of its own. */
  private void checkIsKnown(Entry entry) {
    if (!checks.isEmpty()
        && entry.values().get("check") instanceof String check
        && !check.isEmpty()
        && !check.contains("*")
        && !checks.contains(check)) {
      entry.node().fault("there is no check \"" + check + "\"." + Faults.didYouMean(check, checks));
    }
  }

  /** For tests of one file's text: its faults. */
  static List<Faults.Fault> faultsOf(Path folder) {
    ContextReader reader = new ContextReader(folder, OptionalInt.empty(), Set.of());
    try {
      reader.read();
    } catch (UserFault e) {
      return reader.faults.list();
    }
    return List.of();
  }
}
