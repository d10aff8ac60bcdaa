package org.pgevidence.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.UserFault;
import org.pgevidence.fact.WorkFolder;
import org.pgevidence.redact.Disclosure;
import org.pgevidence.redact.Kind;
import org.pgevidence.redact.Redaction;
import org.pgevidence.redact.Secret;

/** Proofs of single pseudonyms, and of a copy's origin. */
public final class RedactionProof {
  private RedactionProof() {}

  /** What a disclosure proves. */
  public record Answer(String sentence, boolean isProved) {}

  /**
   * What pseudonyms of a copy stand for.
   *
   * @param wanted pseudonyms or values; UserFault (2) names those that the copy does not have
   */
  public static List<Disclosure> find(Path copy, Path pack, Secret secret, List<String> wanted) {
    Map<String, String> commitments = commitments(copy);
    List<Disclosure> all = new ArrayList<>();
    again(copy, pack, secret, (made, work) -> made.differences(copy, work))
        .redaction()
        .disclosures()
        .stream()
        .filter(one -> Commitments.opens(commitments, one))
        .forEach(all::add);
    List<Disclosure> found =
        all.stream()
            .filter(one -> wanted.contains(one.pseudonym()) || wanted.contains(one.value()))
            .toList();
    for (String name : wanted) {
      if (found.stream()
          .noneMatch(one -> name.equals(one.pseudonym()) || name.equals(one.value()))) {
        throw UserFault.usage(
            "\""
                + name
                + "\" is neither a pseudonym nor a value of "
                + copy
                + " that this pack and this secret can prove. Compare them with: pgevidence redact"
                + " compare.");
      }
    }
    return found;
  }

  /** Checks what a company handed out; only the copy is needed. */
  public static List<Answer> confirm(Path copy, Path proof) {
    Map<String, String> commitments = commitments(copy);
    List<Answer> answers = new ArrayList<>();
    try {
      if (!(Json.parse(Files.readString(proof)) instanceof List<?> list) || list.isEmpty()) {
        throw new IllegalArgumentException("it is no list of proofs");
      }
      for (Object item : list) {
        Disclosure one = Disclosure.of(item);
        boolean isProved = Commitments.opens(commitments, one);
        answers.add(
            new Answer(
                one.pseudonym()
                    + (isProved ? " is proved to be the " : " is NOT shown to be the ")
                    + one.kind().word()
                    + " "
                    + Visible.text(one.value()),
                isProved));
      }
      return answers;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UserFault(
          UserFault.Kind.USAGE,
          "The proof "
              + proof
              + " could not be read: "
              + e.getMessage()
              + ". It should be what redact prove printed.",
          e);
    }
  }

  /** Whether a copy was made of a pack: sentences on what differs. */
  public static List<String> compare(Path copy, Path pack, Secret secret) {
    List<String> differences = new ArrayList<>();
    again(copy, pack, secret, (made, work) -> differences.addAll(made.differences(copy, work)));
    return differences;
  }

  private interface Use {
    void with(RedactedCopy copy, Path work) throws IOException;
  }

  private static RedactedCopy again(Path copy, Path pack, Secret secret, Use use) {
    Redacted redacted =
        PackStore.read(copy.toAbsolutePath().normalize())
            .flatMap(stored -> stored.manifest().redacted())
            .orElseThrow(() -> UserFault.usage(copy + " is no redacted copy."));
    Set<Kind> hidden = EnumSet.noneOf(Kind.class);
    redacted.hidden().forEach(word -> hidden.add(Kind.valueOf(word.toUpperCase(Locale.ROOT))));
    RedactedCopy made =
        RedactedCopy.of(pack, secret, new Redaction.Choice(hidden, redacted.shown()));
    try (var work = WorkFolder.create()) {
      use.with(made, work.path());
      return made;
    } catch (IOException e) {
      throw UserFault.io("The copy could not be made again: " + e + ".", e);
    }
  }

  private static Map<String, String> commitments(Path copy) {
    try {
      return Commitments.read(copy);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UserFault(
          UserFault.Kind.USAGE,
          copy + " could not be read as a redacted copy: " + e.getMessage() + ".",
          e);
    }
  }
}
