/** One small class per command: parse, one call, one print, exit code. */
@NullMarked
package org.pgevidence.cli;

import org.jspecify.annotations.NullMarked;
