/** The SQL that repairs findings, and the SQL that takes the repair back. */
@NullMarked
package org.pgevidence.fix;

import org.jspecify.annotations.NullMarked;
