package org.coinage.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The framework keeps the rules of the house, and each rule sees the fault it is made for. */
class ArchitectureTest {

  private static final House HOUSE = new House("org.coinage");

  /** A small house under the tests in which every rule is broken once. */
  private static final House FAULTY = new House("org.coinage.architecture.faulty");

  private static JavaClasses framework;
  private static JavaClasses faults;

  @BeforeAll
  static void readClasses() {
    framework =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(HOUSE.root());
    faults = new ClassFileImporter().importPackages(FAULTY.root());
  }

  @TestFactory
  Stream<DynamicTest> frameworkKeepsTheRules() {
    return HOUSE.rules().entrySet().stream()
        .map(
            rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(framework)));
  }

  @Test
  void theFrameworkIsRead() {
    assertThat(framework.contain("org.coinage.signal.Signal")).isTrue();
    assertThat(framework).noneMatch(type -> type.getPackageName().startsWith(FAULTY.root()));
  }

  @ParameterizedTest(name = "{0} sees {1}")
  @CsvSource({
    "floors, entropy.ImportsNeighbour",
    "floors, signal.ImportsUpstairs",
    "floors, cellar.UnknownRoom",
    "cycles, field.CallsReference",
    "tensor library, quantization.HoldsTensor",
    "learning unseen, codec.SeesLearning",
    "engines unnamed, field.CallsReference",
    "fast engine unnamed, fitting.NamesFastEngine",
    "inexact functions, kernel.UsesSine",
    "inexact functions, kernel.UsesSineReference",
    "configuration library, sparsity.ReadsConfiguration",
    "standard streams, training.Prints",
    "unseeded randomness, training.Gambles",
    "unseeded randomness, training.DrawsFromMath"
  })
  void eachRuleSeesItsFault(String rule, String fault) {
    assertThat(violations(rule)).anySatisfy(line -> assertThat(line).contains("." + fault));
  }

  @ParameterizedTest(name = "{0} lets {1} pass")
  @CsvSource({
    "floors, entropy.UsesCommonRooms",
    "inexact functions, kernel.UsesStrictMath",
    "unseeded randomness, training.DrawsSeeded"
  })
  void whatIsRightPasses(String rule, String type) {
    assertThat(faults.contain(FAULTY.root() + "." + type)).isTrue();
    assertThat(violations(rule)).noneSatisfy(line -> assertThat(line).contains("." + type));
  }

  @Test
  void noRuleIsWithoutAFault() {
    Map<String, ArchRule> rules = FAULTY.rules();
    Set<String> names = rules.keySet();
    assertThat(names).allSatisfy(name -> assertThat(violations(name)).isNotEmpty());
  }

  private static Iterable<String> violations(String rule) {
    return FAULTY.rules().get(rule).evaluate(faults).getFailureReport().getDetails();
  }
}
