/**
 * Who can do what, and why: effective privileges, reach beyond them, and the rows that checks read,
 * computed from facts alone. Pure functions; semantics of PostgreSQL 13 to 18.
 */
@NullMarked
package org.pgevidence.privilege;

import org.jspecify.annotations.NullMarked;
