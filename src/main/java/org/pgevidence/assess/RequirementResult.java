package org.pgevidence.assess;

import java.util.List;
import java.util.Locale;
import org.pgevidence.control.Framework;

/** Verdict of a requirement, from its direct checks, and the state of its manual evidence. */
public record RequirementResult(
    String framework,
    Framework.Requirement requirement,
    Verdict verdict,
    Manual manual,
    List<String> controls) {
  /** Copies the list. */
  public RequirementResult {
    controls = List.copyOf(controls);
  }

  /** The words of the design; there is no word for "compliant". */
  public enum Verdict {
    SUPPORTED,
    PARTLY_SUPPORTED,
    GAPS_FOUND,
    NOT_ASSESSED,
    NOT_IN_SCOPE,
    OUTSIDE;

    /** Its word in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Manual evidence of a requirement: none is needed, missing, attached and valid, or expired. */
  public enum Manual {
    NONE,
    MISSING,
    ATTACHED,
    EXPIRED;

    /** Its word in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
