package org.pgevidence.render;

import java.util.ArrayList;
import java.util.List;
import org.pgevidence.backup.BackupCalendar;
import org.pgevidence.fact.Facts;
import org.pgevidence.privilege.MembershipPicture;

/** The drawings of a report, each where its facts allow one. */
public final class Figures {
  private Figures() {}

  /** Drawings made from facts and derived rows. */
  public static List<Figure> of(Facts facts) {
    List<Figure> figures = new ArrayList<>();
    MembershipPicture.of(facts)
        .ifPresent(
            picture ->
                figures.add(
                    new Figure(
                        "access",
                        "Roles that reach classified data or superuser rights",
                        picture.svg(),
                        picture.text())));
    BackupCalendar.of(facts)
        .ifPresent(
            calendar ->
                figures.add(
                    new Figure("backup", "Backup calendar", calendar.svg(), calendar.altText())));
    return figures;
  }
}
