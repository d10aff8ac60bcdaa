package org.pgevidence.pack;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pgevidence.assess.AssessmentJson;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.assess.RegisterJson;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.StoredText;
import org.pgevidence.fact.ToolVersion;
import org.pgevidence.fix.FixFiles;
import org.pgevidence.privilege.Estate;
import org.pgevidence.render.AccessReview;
import org.pgevidence.render.Machine;

/**
 * Writes the texts of a pack that follow from its facts alone again, and compares the bytes. A
 * signature only shows that the sealer wanted a text so; this shows that the facts give it.
 */
final class Rewriting {
  private static final List<String> FOLDERS = List.of("machine/", "fix/");

  private Rewriting() {}

  /** Compares; what differs is a failure where this version made the pack, else a note. */
  static void run(Path root, Judged judged, String toolVersion, Steps steps) throws IOException {
    Map<String, Machine.Content> texts = texts(judged);
    Set<String> differing = new TreeSet<>();
    Optional<Path> register = StoredText.find(root, Registers.FILE);
    if (register.isPresent()) {
      try {
        texts.put(Registers.FILE, register(register.get(), judged));
      } catch (IOException e) { // it is no register at all
        differing.add(Registers.FILE);
      }
    }
    differing.addAll(unknown(root, texts.keySet()));
    for (Map.Entry<String, Machine.Content> text : texts.entrySet()) {
      if (!isSame(root, text.getKey(), text.getValue())) {
        differing.add(text.getKey());
      }
    }
    if (differing.isEmpty()) {
      steps.ok(
          "texts",
          "findings.json, replay.sql, machine/, fix/ and the access review written again, the same"
              + " bytes; report.html, evidence.xlsx and since when the register counts an exception"
              + " rest on the signature alone");
    } else if (ToolVersion.current().equals(toolVersion)) {
      steps.failed("texts", "the facts give other bytes of " + String.join(", ", differing));
    } else {
      steps.note(
          "texts",
          "version "
              + ToolVersion.current()
              + " writes otherwise than "
              + toolVersion
              + ", which made the pack: "
              + String.join(", ", differing));
    }
  }

  private static Map<String, Machine.Content> texts(Judged judged) {
    Map<String, Machine.Content> texts = new LinkedHashMap<>();
    texts.put(Layout.FINDINGS, out -> Json.pretty(AssessmentJson.of(judged.assessment()), out));
    texts.put(Layout.REPLAY, out -> ReplaySql.write(out, judged));
    Machine.files(judged.assessment()).forEach((name, text) -> texts.put("machine/" + name, text));
    FixFiles.of(judged.assessment())
        .forEach(
            (name, text) ->
                texts.put("fix/" + name, out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
    if (Estate.NEEDED.stream().allMatch(judged.facts()::isProvided)) {
      AccessReview review = new AccessReview(judged.facts());
      texts.put(ReportFiles.ACCESS_REVIEW + ".xlsx", review::write);
      review.csv().forEach((name, csv) -> texts.put(name, out -> write(csv, out)));
    }
    return texts;
  }

  private static void write(AccessReview.CsvFile csv, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    csv.writeTo(writer);
    writer.flush();
  }

  /** The register carried on from itself: what it says of today follows from the facts. */
  private static Machine.Content register(Path file, Judged judged) throws IOException {
    RegisterJson.Stored stored = RegisterJson.read(file);
    ExceptionRegister again =
        ExceptionRegister.of(
            judged.assessment(), judged.facts(), stored.entries(), stored.carried());
    return out -> Json.pretty(RegisterJson.of(again), out);
  }

  /** Files beside those that the facts give. */
  private static List<String> unknown(Path root, Set<String> known) throws IOException {
    List<String> unknown = new ArrayList<>();
    for (String folder : FOLDERS) {
      if (Files.isDirectory(root.resolve(folder))) {
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
          files
              .filter(Files::isRegularFile)
              .map(file -> root.relativize(file).toString().replaceFirst("[.]gz$", ""))
              .filter(path -> !known.contains(path))
              .forEach(unknown::add);
        }
      }
    }
    try (var files = Files.newDirectoryStream(root, ReportFiles.ACCESS_REVIEW + "*")) {
      for (Path file : files) {
        String path = root.relativize(file).toString().replaceFirst("[.]gz$", "");
        if (!known.contains(path)) {
          unknown.add(path);
        }
      }
    }
    return unknown;
  }

  private static boolean isSame(Path root, String path, Machine.Content text) throws IOException {
    Optional<Path> stored = StoredText.find(root, path);
    if (stored.isEmpty()) {
      return false;
    }
    try (Comparison comparison = new Comparison(StoredText.open(stored.get()))) {
      text.writeTo(comparison);
      return comparison.isSame();
    }
  }

  /** Compares what is written with what another stream gives. */
  private static final class Comparison extends OutputStream {
    private final InputStream expected;
    private boolean isSame = true;

    Comparison(InputStream expected) {
      this.expected = expected;
    }

    @Override
    public void write(int value) throws IOException {
      isSame = isSame && expected.read() == (value & 0xFF);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (isSame) {
        byte[] next = expected.readNBytes(length);
        isSame = Arrays.equals(next, 0, next.length, bytes, from, from + length);
      }
    }

    boolean isSame() throws IOException {
      return isSame && expected.read() < 0;
    }

    @Override
    public void close() throws IOException {
      expected.close();
    }
  }
}
