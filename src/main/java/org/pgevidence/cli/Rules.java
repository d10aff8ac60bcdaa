package org.pgevidence.cli;

import java.util.Optional;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Context;
import org.pgevidence.control.Profile;
import org.pgevidence.control.ProfileReader;

/**
 * By what facts are judged.
 *
 * @param context for the frameworks in scope
 */
record Rules(Profile profile, Catalog catalog, Context context) {
  /** Reads them as the options of several commands say, each with all its faults. */
  static Rules read(ProfileReader reader, CatalogOptions judge, Optional<VerdictOptions> verdict) {
    Catalog catalog = judge.catalog(reader);
    Profile profile = reader.profile(catalog);
    Context declared = judge.context(profile, catalog);
    return new Rules(
        profile,
        catalog,
        verdict.map(options -> options.scope(declared, catalog)).orElse(declared));
  }
}
