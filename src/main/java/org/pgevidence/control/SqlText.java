package org.pgevidence.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules that a query must keep so that it gives the same rows at any time, anywhere. */
public final class SqlText {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?:\\s++|--[^\\n]*|/\\*.*?\\*/)+|([A-Za-z_][A-Za-z0-9_]*)|('(?:[^']++|'')*')"
              + "|(\"(?:[^\"]++|\"\")*\"|\\[[^]]*\\]|`[^`]*`)|(.)",
          Pattern.DOTALL);
  private static final int WORD = 1;
  private static final int LITERAL = 2;
  private static final int QUOTED = 3;
  private static final int OTHER = 4;
  private static final Pattern VIEW =
      Pattern.compile("(?is)^\\s*(?:--[^\\n]*\\n\\s*)*create\\s+view\\s+(\\w+)\\s+as\\b");
  private static final Set<String> FORBIDDEN =
      Set.of(
          "current_date",
          "current_time",
          "current_timestamp",
          "random",
          "randomblob",
          "group_concat",
          "string_agg",
          "json_group_array",
          "json_group_object",
          "last_insert_rowid",
          "changes",
          "total_changes",
          "load_extension",
          "sqlite_version",
          "sqlite_source_id",
          "sqlite_compileoption_used",
          "sqlite_compileoption_get",
          "sqlite_offset",
          "insert",
          "update",
          "delete",
          "attach",
          "detach",
          "pragma",
          "vacuum",
          "create",
          "drop",
          "alter");
  private static final Set<String> TOO_NEW =
      Set.of(
          "unhex",
          "concat",
          "concat_ws",
          "octet_length",
          "timediff",
          "json_error_position",
          "jsonb",
          "json_pretty",
          "unistr",
          "unistr_quote",
          "if",
          "median",
          "percentile",
          "percentile_cont",
          "percentile_disc",
          "json_array_insert",
          "subtype");
  private static final Set<String> CLOCK_FUNCTIONS =
      Set.of("date", "time", "datetime", "julianday", "unixepoch");

  private final Set<String> words = new HashSet<>();
  private final Set<String> literals = new LinkedHashSet<>();
  private final List<String> faults = new ArrayList<>();

  private SqlText() {}

  /** Reads a query. */
  public static SqlText of(String sql) {
    SqlText text = new SqlText();
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(sql);
    while (matcher.find()) {
      if (matcher.start(WORD) >= 0) {
        String word = matcher.group().toLowerCase(Locale.ROOT);
        text.words.add(word);
        tokens.add(word);
      } else if (matcher.start(LITERAL) >= 0) {
        String literal = matcher.group();
        text.literals.add(literal.substring(1, literal.length() - 1).replace("''", "'"));
        tokens.add("'");
      } else if (matcher.start(QUOTED) >= 0) {
        tokens.add("\"");
      } else if (matcher.start(OTHER) >= 0) {
        tokens.add(matcher.group());
      }
    }
    text.judge(tokens);
    return text;
  }

  private void judge(List<String> tokens) {
    if (tokens.isEmpty() || !Set.of("select", "with").contains(tokens.getFirst())) {
      faults.add("the query must start with select or with");
    }
    if (tokens.contains(";")) {
      faults.add("the query must not contain a semicolon: one select, one statement");
    }
    for (int i = 0; i < tokens.size(); i++) {
      String word = tokens.get(i);
      String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
      String afterNext = i + 2 < tokens.size() ? tokens.get(i + 2) : "";
      if (FORBIDDEN.contains(word) && !(word.equals("group_concat") && isOrdered(tokens, i + 1))) {
        faults.add("the query must not use " + word + ": " + why(word));
      } else if (next.equals("(") && (TOO_NEW.contains(word) || word.startsWith("jsonb"))) {
        faults.add(word + "() is newer than SQLite 3.40, which auditors have; write it otherwise");
      } else if (next.equals("(") && afterNext.equals(")") && CLOCK_FUNCTIONS.contains(word)) {
        faults.add(word + "() reads the clock; use (select collected_at from snapshot)");
      }
    }
    for (String clock : List.of("now", "localtime")) {
      if (literals.contains(clock)) {
        faults.add("'" + clock + "' reads the clock; use (select collected_at from snapshot)");
      }
    }
  }

  /**
   * Whether an aggregate whose argument list opens at {@code at} runs over a window that fixes its
   * order and always spans the whole partition. SQLite 3.40 has no {@code order by} inside it.
   */
  private static boolean isOrdered(List<String> tokens, int at) {
    int over = close(tokens, at) + 1;
    if (over + 1 >= tokens.size() || !tokens.get(over).equals("over")) {
      return false;
    }
    String window = String.join(" ", tokens.subList(over + 1, close(tokens, over + 1) + 1));
    return window.contains(" order by ")
        && window.endsWith("rows between unbounded preceding and unbounded following )");
  }

  /** Index of the parenthesis that closes the one at an index, or of the last token. */
  private static int close(List<String> tokens, int at) {
    int depth = 0;
    for (int i = at; i < tokens.size(); i++) {
      depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return tokens.size() - 1;
  }

  private static String why(String word) {
    return switch (word) {
      case "current_date", "current_time", "current_timestamp" ->
          "it reads the clock; use (select collected_at from snapshot)";
      case "random", "randomblob" -> "the same facts must give the same rows";
      case "group_concat", "string_agg", "json_group_array", "json_group_object" ->
          "its order is not fixed; give one row per object, or in a view group_concat() over"
              + " (… order by … rows between unbounded preceding and unbounded following)";
      default -> "a check only reads facts";
    };
  }

  /** What is wrong with it; empty when nothing is. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** Its string literals. */
  public Set<String> literals() {
    return literals;
  }

  /** Whether it uses a word outside of literals and comments. */
  public boolean uses(String word) {
    return words.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Reads the query of a view, whose statement may end in a semicolon. */
  static SqlText ofView(String sql) {
    Matcher matcher = VIEW.matcher(sql);
    return of(matcher.find() ? sql.substring(matcher.end()).strip().replaceFirst(";$", "") : sql);
  }

  /** Name of the view that a create view statement makes; empty when it is none. */
  public static Optional<String> viewName(String sql) {
    Matcher matcher = VIEW.matcher(sql);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
