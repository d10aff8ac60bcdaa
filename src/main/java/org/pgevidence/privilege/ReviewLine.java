package org.pgevidence.privilege;

/**
 * One line of an access review: relations of a schema on which the same roles have the same rights.
 *
 * @param roles the role, or how many roles and the first of them
 * @param roleCount how many roles
 * @param rights effective privileges, sorted, joined by a comma
 * @param relationCount how many relations
 * @param example the first relation by name
 * @param path how the first role comes to the first right on the example
 */
public record ReviewLine(
    String database,
    String roles,
    int roleCount,
    String schema,
    String rights,
    int relationCount,
    String example,
    String path) {}
