package org.pgevidence.collect.log;

/** Output of pg_controldata: which cluster this is and in which state; told as a note. */
final class ControlData implements LogParser {
  private final LogContext context;
  private String identifier = "not stated";
  private String state = "not stated";

  ControlData(LogContext context) {
    this.context = context;
  }

  @Override
  public void line(Line line) {
    if (line.startsWith("Database system identifier:")) {
      identifier = line.text(27).strip();
    } else if (line.startsWith("Database cluster state:")) {
      state = line.text(23).strip();
    }
  }

  @Override
  public void end() {
    context.note("system identifier " + identifier + ", state " + state);
  }
}
