package org.coinage.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The rules of the house, for the packages under one root: which room lies on which floor, and what
 * is not done in it. The root is a parameter so that the rules can be tried on a small house built
 * to break them.
 *
 * @param root package whose direct children are the rooms
 */
record House(String root) {

  /** A room imports only rooms on lower floors; rooms of one floor do not know each other. */
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("kernel", 1),
          Map.entry("signal", 1),
          Map.entry("sparsity", 1),
          Map.entry("quantization", 1),
          Map.entry("entropy", 1),
          Map.entry("config", 1),
          Map.entry("field", 2),
          Map.entry("modulation", 3),
          Map.entry("fitting", 4),
          Map.entry("codec", 5),
          Map.entry("meta", 5),
          Map.entry("training", 6));

  /** Seeds and the ordered map serve every room, the ground included. */
  private static final Set<String> COMMON = Set.of("kernel.SeedTree", "kernel.OrderedMap");

  private static final String[] TENSOR_LIBRARY = {
    "org.nd4j..", "org.deeplearning4j..", "org.bytedeco.."
  };

  /** Functions whose result {@link Math} leaves open by an ulp, so that JVMs may differ. */
  private static final Set<String> INEXACT =
      Set.of(
          "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp",
          "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot");

  /** Every rule by its name. Rooms that are still empty break none. */
  Map<String, ArchRule> rules() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("floors", ArchRuleDefinition.classes().should(importOnlyLowerFloors()));
    rules.put(
        "cycles", SlicesRuleDefinition.slices().matching(root + ".(**)").should().beFreeOfCycles());
    rules.put(
        "tensor library",
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackages(rooms("field.reference", "meta", "training"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TENSOR_LIBRARY)
            .because("decoders start in a fraction of a second and need no native library"));
    rules.put(
        "learning unseen",
        ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage(rooms("codec", "fitting", "modulation", "kernel"))
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAnyPackage(rooms("meta", "training", "field.reference"))
            .because("a decoder carries no learning with it, not even through others"));
    rules.put("engines unnamed", engineUnnamed("field.reference"));
    rules.put("fast engine unnamed", engineUnnamed("field.vector"));
    rules.put(
        "inexact functions",
        ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage(rooms("entropy", "codec", "kernel", "modulation"))
            .should()
            .accessTargetWhere(INEXACT_MATH)
            .because("what reaches a decoder has the same bits on every JVM: use StrictMath"));
    rules.put(
        "configuration library",
        ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackages(rooms("config"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.typesafe.config..")
            .because("other rooms get validated records"));
    rules.put(
        "standard streams",
        ArchRuleDefinition.noClasses()
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("a library reports by events and logs; only the command line prints"));
    rules.put(
        "unseeded randomness",
        ArchRuleDefinition.noClasses()
            .should()
            .accessTargetWhere(UNSEEDED)
            .because("streams come from a SeedTree: same seed, same bits"));
    rules.replaceAll((name, rule) -> rule.allowEmptyShould(true));
    return rules;
  }

  private ArchRule engineUnnamed(String room) {
    return ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackages(rooms(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(rooms(room))
        .because("engines are found by ServiceLoader");
  }

  private String[] rooms(String... names) {
    String[] packages = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      packages[i] = root + "." + names[i] + "..";
    }
    return packages;
  }

  private ArchCondition<JavaClass> importOnlyLowerFloors() {
    return new ArchCondition<>("import only rooms on lower floors") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        if (!FLOORS.containsKey(room(item))) {
          events.add(
              SimpleConditionEvent.violated(
                  item, item.getName() + " is in no known room; rooms are " + FLOORS.keySet()));
          return;
        }
        for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (target.getPackageName().startsWith(root + ".") && !allowed(item, target)) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private boolean allowed(JavaClass from, JavaClass to) {
    if (room(from).equals(room(to)) || isCommon(to)) {
      return true;
    }
    Integer floor = FLOORS.get(room(to));
    return floor != null && floor < FLOORS.get(room(from));
  }

  private boolean isCommon(JavaClass type) {
    return COMMON.stream()
        .map(name -> root + "." + name)
        .anyMatch(name -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
  }

  private String room(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(root + ".")) {
      return "";
    }
    String within = name.substring(root.length() + 1);
    int end = within.indexOf('.');
    return end < 0 ? within : within.substring(0, end);
  }

  private static final DescribedPredicate<JavaAccess<?>> INEXACT_MATH =
      DescribedPredicate.describe(
          "the target is a function of Math that is not exactly specified",
          access ->
              access.getTargetOwner().isEquivalentTo(Math.class)
                  && INEXACT.contains(access.getTarget().getName()));

  private static final DescribedPredicate<JavaAccess<?>> UNSEEDED =
      DescribedPredicate.describe(
          "the target draws numbers from no given seed",
          access -> {
            JavaClass owner = access.getTargetOwner();
            String name = access.getTarget().getName();
            boolean constructedWithoutSeed =
                name.equals("<init>") && access.getTarget().getFullName().endsWith("<init>()");
            return ((owner.isEquivalentTo(Math.class) || owner.isEquivalentTo(StrictMath.class))
                    && name.equals("random"))
                || owner.isAssignableTo(ThreadLocalRandom.class)
                || ((owner.isEquivalentTo(Random.class)
                        || owner.isEquivalentTo(SplittableRandom.class))
                    && constructedWithoutSeed);
          });
}
