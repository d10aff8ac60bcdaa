/**
 * Restore drills: a backup is restored into a scratch folder, started in private, checked, stopped
 * and deleted; what happened is a record that the backup log readers take as evidence.
 */
@NullMarked
package org.pgevidence.collect.drill;

import org.jspecify.annotations.NullMarked;
