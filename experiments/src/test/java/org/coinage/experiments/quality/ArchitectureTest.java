package org.coinage.experiments.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.PrintStream;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Rules between the modules and for the two above the framework, whose own rooms are checked beside
 * them.
 */
class ArchitectureTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.coinage");

  @Test
  void onlyTheCommandLinePrints() {
    check(
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage("org.coinage.experiments.cli..")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS));
  }

  @Test
  void randomNumbersComeFromSeeds() {
    check(ArchRuleDefinition.noClasses().should().callConstructor(Random.class));
    check(ArchRuleDefinition.noClasses().should().callConstructor(SplittableRandom.class));
    check(ArchRuleDefinition.noClasses().should().callMethod(Math.class, "random"));
  }

  @Test
  void onlyTheConfigurationRoomSeesTypesafeConfig() {
    check(
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage("org.coinage.config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.typesafe.config.."));
  }

  @Test
  void dataSetsSeeNoLearningAndNoTensorLibrary() {
    check(
        ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("org.coinage.datasets..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.coinage.experiments..",
                "org.coinage.meta..",
                "org.coinage.training..",
                "org.nd4j..",
                "org.bytedeco.."));
  }

  @Test
  void packagesOfDataSetsAndExperimentsHaveNoCycles() {
    check(
        SlicesRuleDefinition.slices()
            .matching("org.coinage.(datasets|experiments).(**)")
            .should()
            .beFreeOfCycles());
  }

  @Test
  void theRulesSeeTheFrameworkAndBite() {
    assertThat(PRODUCT.stream().map(JavaClass::getName)).contains("org.coinage.signal.Signal");
    JavaClasses printer = new ClassFileImporter().importClasses(Prints.class);
    ArchRule rule =
        ArchRuleDefinition.noClasses().should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
    assertThat(rule.evaluate(printer).hasViolation()).isTrue();
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(PRODUCT);
  }

  /** What no class outside the command line does. */
  static final class Prints {
    PrintStream stream() {
      return System.out;
    }
  }
}
