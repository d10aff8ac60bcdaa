package org.pgevidence.control;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A map of known keys. Each getter notes its key as known; {@link #done} turns the others into
 * faults with a suggestion.
 */
public final class YamlObject {
  private final YamlNode node;
  private final String what;
  private final Map<String, YamlNode> entries;
  private final Set<String> known = new LinkedHashSet<>();

  YamlObject(YamlNode node, String what, Map<String, YamlNode> entries) {
    this.node = node;
    this.what = what;
    this.entries = entries;
  }

  /** The map itself, for faults. */
  public YamlNode node() {
    return node;
  }

  /** The value of a key; empty when absent or null. */
  public Optional<YamlNode> find(String key) {
    known.add(key);
    return Optional.ofNullable(entries.get(key)).filter(value -> !value.isNull());
  }

  /** Text of a key that must be there and not empty; "" with a fault otherwise. */
  public String text(String key) {
    Optional<YamlNode> value = find(key);
    if (value.isEmpty()) {
      if (node.isMap()) {
        node.fault(what + " needs \"" + key + "\"");
      }
      return "";
    }
    String text = value.get().text("\"" + key + "\"");
    return text.strip();
  }

  /** Text of a key that may be absent. */
  public Optional<String> optionalText(String key) {
    return find(key).map(value -> value.text("\"" + key + "\"").strip());
  }

  /** Items of a list that may be absent. */
  public List<YamlNode> items(String key) {
    return find(key).map(value -> value.items("\"" + key + "\"")).orElse(List.of());
  }

  /** A list of texts that may be absent; one text stands for a list of one. */
  public List<String> texts(String key) {
    Optional<YamlNode> value = find(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!value.get().isList()) {
      return List.of(value.get().text("\"" + key + "\""));
    }
    List<String> texts = new ArrayList<>();
    value.get().items("").forEach(item -> texts.add(item.text("an item of \"" + key + "\"")));
    return texts;
  }

  /** One of the words of an enum, in lower case; a fault and the fallback otherwise. */
  public <E extends Enum<E>> E word(String key, Class<E> type, E fallback) {
    String text = text(key);
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String word = constant.name().toLowerCase(Locale.ROOT);
      if (word.equals(text)) {
        return constant;
      }
      words.add(word);
    }
    if (!text.isEmpty()) {
      find(key)
          .orElse(node)
          .fault(
              "\""
                  + key
                  + "\" is \""
                  + text
                  + "\"; it must be one of "
                  + String.join(", ", words)
                  + "."
                  + Faults.didYouMean(text, words));
    }
    return fallback;
  }

  /** Line of a key's value, or of the map when the key is absent. */
  public int line(String key) {
    YamlNode value = entries.get(key);
    return value == null ? node.line() : value.line();
  }

  /** Notes a fault for each key that nobody asked for. */
  public void done() {
    entries.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            value.faultAtKey(what + " has no key \"" + key + "\"." + Faults.didYouMean(key, known));
          }
        });
  }
}
