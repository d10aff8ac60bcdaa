package org.pgevidence.fact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain values: Map with insertion order, List, String, Long, Double, Boolean, null.
 * Integers beyond 2^63 become text of their digits.
 *
 * <p>Duplicate keys, nesting deeper than 200 and texts above 1 GiB are refused.
 */
public final class Json {
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxDocumentLength(1L << 30)
                  .build())
          .build();

  private Json() {}

  /**
   * Parses one value; throws UncheckedIOException with line and column when the text is not JSON or
   * has more than one value.
   */
  public static @Nullable Object parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return only(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Parses one value without holding its text; IOException by the same rules. */
  public static @Nullable Object parse(InputStream in) throws IOException {
    try (JsonParser parser = FACTORY.createParser(in)) {
      return only(parser);
    }
  }

  private static @Nullable Object only(JsonParser parser) throws IOException {
    parser.nextToken();
    Object value = value(parser);
    requireEnd(parser);
    return value;
  }

  private static void requireEnd(JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw new IOException(
          "more than one JSON value at " + parser.currentTokenLocation().offsetDescription());
    }
  }

  /**
   * Reads one object whose lists are too long to be held.
   *
   * @param lists member → what is done with each item of its list
   * @return the members that are no such lists
   */
  public static Map<String, @Nullable Object> members(
      InputStream in, Map<String, Consumer<@Nullable Object>> lists) throws IOException {
    try (JsonParser parser = FACTORY.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      Map<String, @Nullable Object> others = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        Consumer<@Nullable Object> each = lists.get(name);
        if (parser.nextToken() == JsonToken.START_ARRAY && each != null) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            each.accept(value(parser));
          }
        } else {
          others.put(name, value(parser));
        }
      }
      requireEnd(parser);
      return others;
    }
  }

  /** Reads a value as a stream of tokens, by the same rules. */
  public static JsonParser parser(InputStream in) throws IOException {
    return FACTORY.createParser(in);
  }

  /** Writes UTF-8 as {@link #compact} does, as a stream. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out);
  }

  /** One line, no spaces. */
  public static String compact(@Nullable Object value) {
    return write(value, false);
  }

  /** Indented by two spaces, lines end in \n, one \n at the end. */
  public static String pretty(@Nullable Object value) {
    return write(value, true) + "\n";
  }

  /** As {@link #pretty(Object)}, UTF-8, without holding the text. The stream stays open. */
  public static void pretty(@Nullable Object value, OutputStream out) throws IOException {
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      generator.setPrettyPrinter(indented());
      write(generator, value);
    }
    out.write('\n');
  }

  private static DefaultPrettyPrinter indented() {
    var indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
  }

  private static String write(@Nullable Object value, boolean isPretty) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      if (isPretty) {
        generator.setPrettyPrinter(indented());
      }
      write(generator, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** Writes one value. Throws IllegalArgumentException for a type that has no JSON form: a bug. */
  public static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> generator.writeNull();
      case String text -> generator.writeString(text);
      case Boolean flag -> generator.writeBoolean(flag);
      case Integer number -> generator.writeNumber(number);
      case Long number -> generator.writeNumber(number);
      case Double number -> generator.writeNumber(number);
      case Map<?, ?> map -> {
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          generator.writeFieldName((String) entry.getKey());
          write(generator, entry.getValue());
        }
        generator.writeEndObject();
      }
      case Iterable<?> list -> {
        generator.writeStartArray();
        for (Object item : list) {
          write(generator, item);
        }
        generator.writeEndArray();
      }
      default -> throw new IllegalArgumentException("no JSON form for " + value.getClass());
    }
  }

  static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("empty JSON text");
    }
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getText()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        yield map;
      }
      default ->
          throw new IOException(
              "unexpected " + token + " at " + parser.currentTokenLocation().offsetDescription());
    };
  }
}
