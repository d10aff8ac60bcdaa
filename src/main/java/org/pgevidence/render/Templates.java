package org.pgevidence.render;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.pgevidence.fact.UserFault;

/**
 * The words and shapes of a report as FreeMarker templates: those shipped, or a user's folder in
 * front of them. Templates cannot make objects, read files or reach the network.
 */
public final class Templates {
  private final Configuration configuration;
  private final TemplateLoader loader;

  private Templates(TemplateLoader loader) {
    this.loader = loader;
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
    return new Templates(new ClassTemplateLoader(Templates.class, "/templates"));
  }

  /**
   * Templates of a folder, the shipped ones where it has none.
   *
   * @throws UserFault when the folder cannot be read
   */
  public static Templates of(Optional<Path> folder) {
    if (folder.isEmpty()) {
      return shipped();
    }
    try {
      return new Templates(
          new MultiTemplateLoader(
              new TemplateLoader[] {
                new FileTemplateLoader(folder.get().toFile()),
                new ClassTemplateLoader(Templates.class, "/templates")
              }));
    } catch (IOException e) {
      throw UserFault.usage(
          "The templates in "
              + folder.get()
              + " could not be read: "
              + e.getMessage()
              + ". Name a readable folder.");
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
    try {
      Object source = loader.findTemplateSource(name);
      if (source == null) {
        throw new IllegalStateException("template file " + name + " is missing");
      }
      try (Reader reader = loader.getReader(source, "UTF-8");
          StringWriter out = new StringWriter()) {
        reader.transferTo(out);
        return out.toString();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
