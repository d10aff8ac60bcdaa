package org.pgevidence.render;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import freemarker.template.utility.StringUtil;
import java.io.IOException;
import java.io.Writer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** HTML escaping that also makes every character visible, so that no template can forget it. */
final class PrintFormat extends CommonMarkupOutputFormat<PrintFormat.Markup> {
  /** For a PDF, which shows what its embedded fonts hold. */
  static final PrintFormat PRINT = new PrintFormat("print", Visible::line);

  /** For a browser, which brings fonts for all scripts. */
  static final PrintFormat SCREEN = new PrintFormat("screen", Visible::shown);

  private final String name;
  private final UnaryOperator<String> visible;

  private PrintFormat(String name, UnaryOperator<String> visible) {
    this.name = name;
    this.visible = visible;
  }

  /** Markup that is already escaped. */
  static final class Markup extends CommonTemplateMarkupOutputModel<Markup> {
    private final PrintFormat format;

    private Markup(PrintFormat format, @Nullable String text, @Nullable String markup) {
      super(text, markup);
      this.format = format;
    }

    @Override
    public PrintFormat getOutputFormat() {
      return format;
    }
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getMimeType() {
    return "text/html";
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    out.write(escapePlainText(text));
  }

  @Override
  public String escapePlainText(String text) {
    return StringUtil.XHTMLEnc(visible.apply(text));
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String name) {
    return name.equals("html") || name.equals("xml") || name.equals("xhtml");
  }

  @Override
  protected Markup newTemplateMarkupOutputModel(@Nullable String text, @Nullable String markup) {
    return new Markup(this, text, markup);
  }
}
