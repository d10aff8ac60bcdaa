package org.pgevidence.assess;

import org.pgevidence.control.Control;

/** Verdict of a control, from all its checks: any fail fails; none assessed is not assessed. */
public record ControlResult(Control control, Verdict verdict) {}
