package org.pgevidence.privilege;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** People write names in other ways than the server prints them. */
class ObjectSpellingTest {
  @Test
  void lettersOutsideQuotesAreFoldedAndNeedlessQuotesDropped() {
    assertMeans("Sales.CUSTOMER", "sales.customer");
    assertMeans("\"sales\".\"customer\"", "sales.customer");
    assertMeans("sales . customer", "sales.customer");
    assertMeans("shop: SALES.\"customer\"", "shop: sales.customer");
    assertFalse(ObjectSpelling.of("Sales.Customer").contains("\"Sales\".\"Customer\""));
  }

  @Test
  void quotedNamesStayAsTheyAre() {
    assertMeans("\"Sales\".\"a \"\"b\"\".c\"", "\"Sales\".\"a \"\"b\"\".c\"");
    assertMeans("sales.order", "sales.\"order\"");
    assertMeans("DateStyle", "DateStyle");
  }

  @Test
  void typesOfFunctionsMayBeShort() {
    assertMeans("app.f(int,text)", "app.f(integer, text)");
    assertMeans(
        "app.F( varchar[] , TIMESTAMPTZ )", "app.f(character varying[], timestamp with time zone)");
    assertMeans("app.f( )", "app.f()");
  }

  private static void assertMeans(String written, String printed) {
    assertTrue(
        ObjectSpelling.of(written).contains(printed), () -> ObjectSpelling.of(written).toString());
  }
}
