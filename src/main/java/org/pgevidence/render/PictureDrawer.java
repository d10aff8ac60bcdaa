package org.pgevidence.render;

import static java.util.Objects.requireNonNull;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Draws the program's own pictures as {@link Picture} and leaves whatever else a template may hold
 * to Batik, which takes half a second to load, with Java's fonts and their native shaper.
 */
final class PictureDrawer implements SVGDrawer {
  private final List<FontFaceRule> faces = new ArrayList<>();
  private @Nullable SharedContext shared;
  private @Nullable SVGDrawer others;

  @Override
  public SVGImage buildSVGImage(
      Element svg, Box box, CssContext context, double width, double height, double dotsPerPixel) {
    return width >= 0 && height >= 0 && Picture.canDraw(svg)
        ? new Picture(svg, width, height)
        : others().buildSVGImage(svg, box, context, width, height, dotsPerPixel);
  }

  private SVGDrawer others() {
    if (others == null) {
      others = new BatikSVGDrawer();
      others.importFontFaceRules(faces, requireNonNull(shared));
      try {
        others.addFontStream(
            () -> new ByteArrayInputStream(ReportFonts.sansFile()),
            "Liberation Sans",
            400,
            FontStyle.NORMAL);
      } catch (IOException | FontFormatException e) {
        throw new IllegalStateException("the font of pictures is damaged", e);
      }
    }
    return others;
  }

  @Override
  public void importFontFaceRules(List<FontFaceRule> rules, SharedContext shared) {
    faces.addAll(rules);
    this.shared = shared;
  }

  @Override
  public void addFontFile(File file, String family, Integer weight, FontStyle style) {
    throw new UnsupportedOperationException("fonts are not read from files");
  }

  @Override
  public void close() throws IOException {
    if (others != null) {
      others.close();
    }
  }
}
