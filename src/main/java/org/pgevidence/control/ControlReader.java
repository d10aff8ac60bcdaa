package org.pgevidence.control;

import java.util.ArrayList;
import java.util.List;

/** Reads a file of {@code mappings/}: a list of controls. */
final class ControlReader {
  private ControlReader() {}

  static void read(YamlNode root, List<CatalogReader.Placed<Control>> controls) {
    YamlObject file = root.object("a mapping file");
    for (YamlNode item : file.items("controls")) {
      controls.add(new CatalogReader.Placed<>(control(item), item.file(), item.line()));
    }
    file.done();
  }

  private static Control control(YamlNode node) {
    YamlObject object = node.object("a control");
    List<Control.Edge> edges = new ArrayList<>();
    object.items("satisfies").forEach(item -> edges.add(edge(item)));
    List<Control.ManualEvidence> manual = new ArrayList<>();
    for (YamlNode item : object.items("manual_evidence")) {
      YamlObject evidence = item.object("manual evidence");
      manual.add(new Control.ManualEvidence(evidence.text("key"), evidence.text("ask")));
      evidence.done();
    }
    Control control =
        new Control(
            object.text("id"),
            object.text("title"),
            object.text("description"),
            object.text("test_procedure"),
            object.texts("checks"),
            edges,
            manual,
            object.texts("not_covered"),
            node.file());
    object.done();
    if (!control.id().matches("[A-Z]{2,5}-[0-9]{2,3}")) {
      node.fault("a control's id looks like AC-01, not \"" + control.id() + "\"");
    }
    return control;
  }

  private static Control.Edge edge(YamlNode node) {
    YamlObject object = node.object("an entry of \"satisfies\"");
    Control.Edge edge =
        new Control.Edge(
            object.text("framework"),
            object.text("requirement"),
            object.word("strength", Control.Strength.class, Control.Strength.CONTEXT),
            object.text("rationale"));
    object.done();
    return edge;
  }
}
