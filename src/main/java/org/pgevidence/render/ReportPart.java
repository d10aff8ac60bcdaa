package org.pgevidence.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Whole chapters of a page description, as a page description of their own. A link that leads to
 * another part has {@link #ELSEWHERE} in place of the "#".
 *
 * @param html with the head of the whole
 * @param ids anchors that it holds
 */
record ReportPart(String html, Set<String> ids) {
  /** Scheme of a link into another part. */
  static final String ELSEWHERE = "part:";

  /** Below some twenty pages a further part costs more than it saves. */
  private static final long LEAST = 350_000;

  /** An element takes as long to lay out and paint as so many characters more. */
  private static final int TAG = 50;

  private static final Pattern CHAPTER = Pattern.compile("<h2 id=\"[^\"]*\">");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
  private static final Pattern LINK = Pattern.compile(" href=\"#([^\"]*)\"");
  private static final String BODY = "<body>";
  private static final String END = "</body>";

  /**
   * Cuts where chapters begin on a new page, into parts that take about equally long; chapters that
   * hold a text are parts of their own.
   */
  static List<ReportPart> of(String html, int most, Predicate<String> isApart) {
    int from = html.indexOf(BODY) + BODY.length();
    int to = html.lastIndexOf(END);
    String head = html.substring(0, from);
    String foot = html.substring(to);
    List<ReportPart> parts = new ArrayList<>();
    Set<String> all = ids(html);
    for (String chapters : cut(html.substring(from, to), most, isApart)) {
      Set<String> ids = ids(chapters);
      String linked =
          LINK.matcher(chapters)
              .replaceAll(
                  link -> link(ids.contains(link.group(1)) || !all.contains(link.group(1))));
      parts.add(new ReportPart(head + linked + foot, ids));
    }
    return parts;
  }

  private static Set<String> ids(String html) {
    Set<String> ids = new HashSet<>();
    ID.matcher(html).results().forEach(id -> ids.add(id.group(1)));
    return ids;
  }

  /** What leads nowhere stays: the renderer makes no link of it. */
  private static String link(boolean isKept) {
    return isKept ? "$0" : " href=\"" + ELSEWHERE + "$1\"";
  }

  private static List<String> cut(String body, int most, Predicate<String> isApart) {
    List<String> chapters = chapters(body);
    long[] work = chapters.stream().mapToLong(ReportPart::work).toArray();
    long all = LongStream.of(work).sum();
    int number = Math.clamp(all / LEAST, 1, most);
    if (number == 1) {
      return List.of(body);
    }
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    long due = all / number;
    long done = 0;
    for (int i = 0; i < chapters.size(); i++) {
      part.append(chapters.get(i));
      done += work[i];
      boolean isLast = i == chapters.size() - 1;
      boolean isEdge =
          !isLast && isApart.test(chapters.get(i)) != isApart.test(chapters.get(i + 1));
      // Nearer to where the part should end than the end of the next chapter is.
      boolean isDue = !isLast && 2 * (due - done) < work[i + 1];
      if (isLast || isEdge || isDue) {
        parts.add(part.toString());
        part.setLength(0);
        due = isEdge ? due : due + all / number;
      }
    }
    return parts;
  }

  private static long work(String html) {
    long tags = 0;
    for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
      tags++;
    }
    return html.length() + TAG * tags;
  }

  private static List<String> chapters(String body) {
    List<String> chapters = new ArrayList<>();
    int from = 0;
    for (MatchResult chapter : CHAPTER.matcher(body).results().toList()) {
      if (chapter.start() > from) {
        chapters.add(body.substring(from, chapter.start()));
        from = chapter.start();
      }
    }
    chapters.add(body.substring(from));
    return chapters;
  }
}
