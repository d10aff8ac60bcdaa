/** What changed between two snapshots or packs, in words for an auditor. */
@NullMarked
package org.pgevidence.diff;

import org.jspecify.annotations.NullMarked;
