package org.pgevidence;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Pins the floors of the house: imports go downward only. */
class HouseRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.pgevidence");

  @Test
  void importsGoDownwardOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("cli")
        .definedBy("org.pgevidence.cli..")
        .layer("demo")
        .definedBy("org.pgevidence.demo..")
        .layer("diff")
        .definedBy("org.pgevidence.diff..", "org.pgevidence.prove..")
        .layer("pack")
        .definedBy("org.pgevidence.pack..", "org.pgevidence.sign..", "org.pgevidence.redact..")
        .layer("render")
        .definedBy("org.pgevidence.render..", "org.pgevidence.fix..")
        .layer("assess")
        .definedBy("org.pgevidence.assess..", "org.pgevidence.control..")
        .layer("engine")
        .definedBy(
            "org.pgevidence.privilege..",
            "org.pgevidence.hba..",
            "org.pgevidence.backup..",
            "org.pgevidence.audit..")
        .layer("collect")
        .definedBy("org.pgevidence.collect..")
        .layer("fact")
        .definedBy("org.pgevidence.fact..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("demo")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("diff")
        .mayOnlyBeAccessedByLayers("cli", "demo")
        .whereLayer("pack")
        .mayOnlyBeAccessedByLayers("cli", "demo", "diff")
        .whereLayer("render")
        .mayOnlyBeAccessedByLayers("cli", "demo", "diff", "pack")
        .whereLayer("assess")
        .mayOnlyBeAccessedByLayers("cli", "demo", "diff", "pack", "render")
        .whereLayer("engine")
        .mayOnlyBeAccessedByLayers("cli", "demo", "diff", "pack", "render", "assess")
        .whereLayer("collect")
        .mayOnlyBeAccessedByLayers("cli", "demo", "diff", "pack", "render", "assess", "engine")
        .check(CLASSES);
  }
}
