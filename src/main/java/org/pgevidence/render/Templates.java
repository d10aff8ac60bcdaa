package org.pgevidence.render;

import freemarker.cache.ByteArrayTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;

/**
 * The words and shapes of a report as FreeMarker templates: those shipped, or a user's folder in
 * front of them. They are read once, so that the digests are of the bytes that are filled.
 * Templates cannot make objects, read files or reach the network.
 */
public final class Templates {
  private static final List<String> SHIPPED =
      List.of(
          "html/grid.js",
          "html/report.css",
          "html/report.ftl",
          "html/report.js",
          "period/body.ftl",
          "period/print.css",
          "period/print.ftl",
          "period/screen.css",
          "period/screen.ftl",
          "report/checks.ftl",
          "report/closing.ftl",
          "report/controls.ftl",
          "report/cover.ftl",
          "report/exceptions.ftl",
          "report/findings.ftl",
          "report/frameworks.ftl",
          "report/macros.ftl",
          "report/matrix.ftl",
          "report/provenance.ftl",
          "report/report.css",
          "report/report.ftl",
          "report/sample.ftl",
          "report/scope.ftl",
          "report/summary.ftl",
          "report/topics.ftl",
          "words.ftl");

  private static final List<String> PRINT =
      List.of(
          "fonts/DejaVuSans.ttf",
          "fonts/LiberationMono-Bold.ttf",
          "fonts/LiberationMono-Regular.ttf",
          "fonts/LiberationSans-Bold.ttf",
          "fonts/LiberationSans-Italic.ttf",
          "fonts/LiberationSans-Regular.ttf",
          "colour/sRGB.icc");

  private static final int MAX_FILES = 1_000;
  private static final int MAX_BYTES = 1 << 20;
  private static final int DEPTH = 4;

  private final Configuration configuration;
  private final SortedMap<String, byte[]> files;

  private Templates(SortedMap<String, byte[]> files) {
    this.files = files;
    ByteArrayTemplateLoader loader = new ByteArrayTemplateLoader();
    files.forEach(loader::putTemplate);
    configuration = new Configuration(Configuration.VERSION_2_3_35);
    configuration.setTemplateLoader(loader);
    configuration.setDefaultEncoding("UTF-8");
    configuration.setOutputFormat(PrintFormat.PRINT);
    configuration.setRegisteredCustomOutputFormats(List.of(PrintFormat.PRINT, PrintFormat.SCREEN));
    configuration.setRecognizeStandardFileExtensions(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setLocalizedLookup(false);
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
  }

  /** The shipped templates. */
  public static Templates shipped() {
    return new Templates(shippedFiles());
  }

  private static SortedMap<String, byte[]> shippedFiles() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    SHIPPED.forEach(name -> files.put(name, PdfReport.resource("/templates/" + name)));
    return files;
  }

  /**
   * Templates, styles and scripts of a folder, the shipped ones where it has none.
   *
   * @throws UserFault when the folder cannot be read
   */
  public static Templates of(Optional<Path> folder) {
    SortedMap<String, byte[]> files = shippedFiles();
    if (folder.isPresent()) {
      try {
        own(folder.get(), files);
      } catch (IOException e) {
        throw UserFault.usage(
            "The templates in "
                + folder.get()
                + " could not be read: "
                + Met.by(e)
                + ". Name a readable folder.");
      }
    }
    return new Templates(files);
  }

  private static void own(Path folder, SortedMap<String, byte[]> files) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder, DEPTH)) {
      paths =
          walk.filter(path -> path.toString().matches(".*\\.(ftl|css|js)"))
              .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
              .limit(MAX_FILES + 1L)
              .toList();
    }
    if (paths.size() > MAX_FILES) {
      throw UserFault.usage(
          "The templates " + folder + " are more than " + MAX_FILES + ". Name another folder.");
    }
    for (Path path : paths) {
      if (Files.size(path) > MAX_BYTES) {
        throw UserFault.usage("The template " + path + " is larger than 1 MB. Split it.");
      }
      files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
    }
  }

  /**
   * Digests of all that gives a report its words and looks, as sha256sum prints them: templates,
   * styles and scripts, then fonts and colours, by their names in the program's archive.
   */
  public String sums() {
    StringBuilder lines = new StringBuilder();
    files.forEach((name, bytes) -> line(lines, bytes, "templates/" + name));
    PRINT.forEach(name -> line(lines, PdfReport.resource("/" + name), name));
    return lines.toString();
  }

  private static void line(StringBuilder lines, byte[] bytes, String name) {
    lines.append(Digest.hex(bytes)).append("  ").append(name).append('\n');
  }

  /** Parses them, so that they are filled sooner later; faults are told when they are filled. */
  public void prepare() {
    for (String name : files.keySet()) {
      if (name.endsWith(".ftl")) {
        try {
          configuration.getTemplate(name);
        } catch (IOException e) {
          // told with the template's name by whoever fills it
        }
      }
    }
  }

  /** Fills a template; the result is markup with every value escaped. */
  String fill(String name, Map<String, Object> model) {
    try (StringWriter out = new StringWriter()) {
      configuration.getTemplate(name).process(model, out);
      return out.toString();
    } catch (TemplateException e) {
      throw UserFault.usage(
          "The template " + name + " could not be filled: " + e.getMessage() + " Mend it.");
    } catch (IOException e) {
      throw UserFault.usage(
          "The template " + name + " could not be read: " + e.getMessage() + " Mend it.");
    }
  }

  /** Text of a file of the templates as it is: a style sheet or a script. */
  String text(String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new IllegalStateException("template file " + name + " is missing");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
