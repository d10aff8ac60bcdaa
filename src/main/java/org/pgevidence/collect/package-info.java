/** Takes facts from a PostgreSQL server and from files, and writes them as a snapshot. */
@NullMarked
package org.pgevidence.collect;

import org.jspecify.annotations.NullMarked;
