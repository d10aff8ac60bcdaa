package org.pgevidence.render;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import freemarker.template.utility.StringUtil;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** HTML escaping that also makes every character visible, so that no template can forget it. */
final class PrintFormat extends CommonMarkupOutputFormat<PrintFormat.Markup> {
  static final PrintFormat PRINT = new PrintFormat();

  private PrintFormat() {}

  /** Markup that is already escaped. */
  static final class Markup extends CommonTemplateMarkupOutputModel<Markup> {
    private Markup(@Nullable String text, @Nullable String markup) {
      super(text, markup);
    }

    @Override
    public PrintFormat getOutputFormat() {
      return PRINT;
    }
  }

  @Override
  public String getName() {
    return "print";
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
    return StringUtil.XHTMLEnc(Visible.line(text));
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String name) {
    return name.equals("html") || name.equals("xml") || name.equals("xhtml");
  }

  @Override
  protected Markup newTemplateMarkupOutputModel(@Nullable String text, @Nullable String markup) {
    return new Markup(text, markup);
  }
}
