/**
 * Gives an assessment its forms: PDF, HTML, workbook and machine formats, all from one report
 * model.
 */
@NullMarked
package org.pgevidence.render;

import org.jspecify.annotations.NullMarked;
