package org.pgevidence.render;

/**
 * A drawing inside a chapter.
 *
 * @param chapter id of the chapter: access, network, audit, backup
 * @param svg one svg element without scripts and references, from code of this program
 * @param alternative what it shows, for readers who cannot see it; figures in PDF have no text of
 *     their own
 */
public record Figure(String chapter, String caption, String svg, String alternative) {}
