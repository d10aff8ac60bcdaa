package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.UserFault;

/** A folder of packs: {@code <system>/<instant>[-r<n>]}. */
public record PackStore(Path root) {
  /** Folder of the packs on periods, below a system. */
  static final String PERIODS = "periods";

  private static final long MAX_MANIFEST = 64L << 20;

  /** A pack of the store whose manifest could be read; its signature was not checked. */
  public record Stored(Path path, Manifest manifest, String digest) {}

  /**
   * Where a new pack goes.
   *
   * @param supersedes the pack of the same snapshot that it corrects
   */
  public record Place(
      Path path, Manifest.Link previous, Optional<Manifest.Correction> supersedes) {}

  /** Order of packs: by instant of collection, then by number of re-issue. */
  static final Comparator<Stored> BY_AGE =
      Comparator.comparing((Stored stored) -> stored.manifest().collectedAt())
          .thenComparing(stored -> stored.manifest().sealedAt())
          .thenComparing(stored -> stored.manifest().pack());

  /** Packs of a system, oldest first; folders without a readable manifest are passed over. */
  public List<Stored> packs(String system) throws IOException {
    Path folder = root.resolve(system);
    List<Stored> packs = new ArrayList<>();
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return packs;
    }
    try (var children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        read(child)
            .filter(stored -> stored.manifest().system().equals(system))
            .ifPresent(packs::add);
      }
    }
    packs.sort(BY_AGE);
    return packs;
  }

  /** Names of the systems in the store, sorted. */
  public List<String> systems() throws IOException {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (var children = Files.newDirectoryStream(root)) {
        for (Path child : children) {
          String name = String.valueOf(child.getFileName());
          if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) && !name.startsWith(".")) {
            names.add(name);
          }
        }
      }
    }
    names.sort(null);
    return names;
  }

  /** Packs on periods of a system, oldest first. */
  public List<Stored> periods(String system) throws IOException {
    List<Stored> packs = new ArrayList<>();
    Path folder = root.resolve(system).resolve(PERIODS);
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (var children = Files.newDirectoryStream(folder)) {
        for (Path child : children) {
          read(child).ifPresent(packs::add);
        }
      }
    }
    packs.sort(BY_AGE);
    return packs;
  }

  /** Place of a pack on a period; an existing one is never overwritten. */
  Place periodPlace(PeriodRequest request, Stored newest, Optional<String> reason)
      throws IOException {
    String name = request.from() + "--" + request.to();
    Path folder = root.resolve(request.system()).resolve(PERIODS);
    Path path = folder.resolve(name);
    for (int issue = 2; Files.exists(path, LinkOption.NOFOLLOW_LINKS); issue++) {
      path = folder.resolve(name + "-r" + issue);
    }
    Optional<Manifest.Correction> supersedes =
        periods(request.system()).stream()
            .filter(stored -> stored.manifest().pack().matches(name + "(-r[0-9]+)?"))
            .reduce((older, newer) -> newer)
            .map(
                old ->
                    new Manifest.Correction(
                        old.manifest().pack(),
                        old.digest(),
                        reason.orElse("issued again for the same period; no reason was given")));
    return new Place(
        path, new Manifest.Link(newest.manifest().pack(), newest.digest(), ""), supersedes);
  }

  static Optional<Stored> read(Path pack) {
    Path file = pack.resolve(Layout.MANIFEST);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) > MAX_MANIFEST
          || String.valueOf(pack.getFileName()).startsWith(".")) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
      return Optional.of(new Stored(pack, Manifest.parse(text), Digest.hex(bytes)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The end of the chain: the pack sealed last, to which no other links. Facts may be packed in
   * another order than they were collected, and no pack may fall out of the chain for it.
   */
  private static Optional<Stored> head(List<Stored> packs) {
    Set<String> linked =
        packs.stream().map(pack -> pack.manifest().previous().digest()).collect(Collectors.toSet());
    return packs.stream()
        .filter(pack -> !linked.contains(pack.digest()))
        .max(
            Comparator.comparing((Stored pack) -> pack.manifest().sealedAt())
                .thenComparing(BY_AGE));
  }

  /** Finds the place of a new pack; an existing one is never overwritten. */
  Place place(String system, String collectedAt, String snapshotDigest, Optional<String> reason)
      throws IOException {
    List<Stored> packs = packs(system);
    String instant = collectedAt.replaceAll("\\.[0-9]+", "").replace(':', '-');
    if (!instant.matches("[0-9TZ-]+")) {
      throw UserFault.usage(
          "The snapshot says it was collected at \""
              + collectedAt
              + "\", which is no UTC instant.");
    }
    Path path = root.resolve(system).resolve(instant);
    for (int issue = 2; Files.exists(path, LinkOption.NOFOLLOW_LINKS); issue++) {
      path = root.resolve(system).resolve(instant + "-r" + issue);
    }
    Manifest.Link previous =
        head(packs)
            .map(last -> new Manifest.Link(last.manifest().pack(), last.digest(), ""))
            .orElseGet(
                () -> Manifest.Link.none("it is the first pack of this system in its store"));
    Optional<Manifest.Correction> supersedes =
        packs.stream()
            .filter(stored -> stored.manifest().snapshotDigest().equals(snapshotDigest))
            .reduce((older, newer) -> newer)
            .map(
                old ->
                    new Manifest.Correction(
                        old.manifest().pack(),
                        old.digest(),
                        reason.orElse("issued again from the same snapshot; no reason was given")));
    return new Place(path, previous, supersedes);
  }
}
