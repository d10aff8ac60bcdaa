/** The demo: an embedded PostgreSQL with a realistic estate of planted flaws. */
@NullMarked
package org.pgevidence.demo;

import org.jspecify.annotations.NullMarked;
