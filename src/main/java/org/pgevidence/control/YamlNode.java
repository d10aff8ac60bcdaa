package org.pgevidence.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A place in a YAML file that knows its file and line. Faults are noted, never thrown, so that a
 * reader meets all of them. Aliases, duplicate keys, and types beyond text, number, flag, list and
 * map are refused.
 */
public final class YamlNode {
  private static final int MAX_CHARACTERS = 4 << 20;

  private final String file;
  private final Node node;
  private final Faults faults;
  private final int keyLine;

  private YamlNode(String file, Node node, Faults faults) {
    this(file, node, faults, line(node.getStartMark()));
  }

  private YamlNode(String file, Node node, Faults faults, int keyLine) {
    this.file = file;
    this.node = node;
    this.faults = faults;
    this.keyLine = keyLine;
  }

  /** The root of a file; empty, with faults noted, when it is no YAML or holds nothing. */
  public static Optional<YamlNode> parse(String file, String text, Faults faults) {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_CHARACTERS);
    limits.setNestingDepthLimit(40);
    limits.setMaxAliasesForCollections(0);
    try {
      Plain events = new Plain(new StreamReader(text), limits);
      Node root = new Composer(events, new Resolver(), limits).getSingleNode();
      if (root == null || isNull(root)) {
        return Optional.empty();
      }
      return Optional.of(new YamlNode(file, root, faults));
    } catch (AliasMet e) {
      faults.add(file, line(e.getProblemMark()), "aliases (*) are not read; repeat the text");
    } catch (MarkedYAMLException e) {
      faults.add(file, line(e.getProblemMark()), "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      faults.add(file, 0, "not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Events without aliases. */
  private static final class Plain extends ParserImpl {
    Plain(StreamReader text, LoaderOptions limits) {
      super(text, limits);
    }

    @Override
    public Event getEvent() {
      Event event = super.getEvent();
      if (event instanceof AliasEvent) {
        throw new AliasMet(event.getStartMark());
      }
      return event;
    }
  }

  private static final class AliasMet extends MarkedYAMLException {
    private static final long serialVersionUID = 1L;

    AliasMet(Mark at) {
      super(null, null, "alias", at);
    }
  }

  private static int line(@Nullable Mark mark) {
    return mark == null ? 0 : mark.getLine() + 1;
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }

  /** Line from 1. */
  public int line() {
    return line(node.getStartMark());
  }

  /** Name of the file, for messages. */
  public String file() {
    return file;
  }

  /** Notes a fault here. */
  public void fault(String text) {
    faults.add(file, line(), text);
  }

  /** Notes a fault of its key in the map around it: a nested value begins a line later. */
  public void faultAtKey(String text) {
    faults.add(file, keyLine, text);
  }

  /** Whether it is a map. */
  public boolean isMap() {
    return node instanceof MappingNode;
  }

  /** Whether it is a list. */
  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /** Whether it is empty or null. */
  public boolean isNull() {
    return isNull(node);
  }

  /** It as a map with text keys, in order; a fault and an empty map when it is none. */
  public Map<String, YamlNode> map(String what) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      fault(what + " must be a map (key: value)");
      return entries;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode key = new YamlNode(file, tuple.getKeyNode(), faults);
      if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        key.fault("keys must be text");
      } else if (entries.putIfAbsent(
              scalar.getValue(), new YamlNode(file, tuple.getValueNode(), faults, key.line()))
          != null) {
        key.fault("key \"" + scalar.getValue() + "\" stands here twice");
      }
    }
    return entries;
  }

  /** It as an object whose keys are known; unknown keys are faults. */
  public YamlObject object(String what) {
    return new YamlObject(this, what, map(what));
  }

  /** Its items; a fault when it is no list. */
  public List<YamlNode> items(String what) {
    List<YamlNode> items = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> items.add(new YamlNode(file, item, faults)));
    } else if (!isNull()) {
      fault(what + " must be a list");
    }
    return items;
  }

  /** Its text as written, numbers and flags too; a fault and "" when it is none. */
  public String text(String what) {
    if (node instanceof ScalarNode scalar && !isNull()) {
      return scalar.getValue();
    }
    fault(what + " must be a text");
    return "";
  }

  /** Its value as JSON would hold it: text, Long, Double, Boolean, null, list or map. */
  public @Nullable Object value() {
    return switch (node) {
      case SequenceNode sequence -> items("").stream().map(YamlNode::value).toList();
      case MappingNode mapping -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map("").forEach((key, value) -> values.put(key, value.value()));
        yield values;
      }
      case ScalarNode scalar -> scalarValue(scalar);
      default -> null;
    };
  }

  private static @Nullable Object scalarValue(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on" -> true;
        default -> false;
      };
    }
    if (tag.equals(Tag.INT) && text.matches("-?(0|[1-9][0-9]{0,17})")) {
      return Long.valueOf(text);
    }
    if (tag.equals(Tag.FLOAT) && text.matches("-?[0-9]+\\.[0-9]+")) {
      return Double.valueOf(text);
    }
    return text;
  }
}
