// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The walls between the packages of the recovery. A rule holds for a package from its first class on. */
class ArchitectureTest {
    private static final String ROOT = "dev.understudy.rabbit";
    private static final JavaClasses MODULE = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private static final DescribedPredicate<JavaAccess<?>> READS_A_CLOCK = DescribedPredicate.describe(
            "reads a clock",
            access -> Set.of("currentTimeMillis", "nanoTime", "now").contains(access.getName())
                    && access.getTargetOwner().getPackageName().startsWith("java."));

    /** Of java.io only what every record and exception needs. */
    private static final DescribedPredicate<JavaClass> DO_IO = DescribedPredicate.describe(
            "do input or output, or start threads or processes",
            type -> Set.of("java.nio.file", "java.nio.channels", "java.net", "java.util.concurrent")
                            .contains(type.getPackageName())
                    || type.getPackageName().equals("java.io")
                            && !type.getSimpleName().equals("Serializable")
                    || Set.of("java.lang.Thread", "java.lang.Process", "java.lang.ProcessBuilder", "java.lang.Runtime")
                            .contains(type.getName()));

    @Test
    void planningIsPure() {
        check(classes()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT, "java.lang..", "java.util..", "java.time..", "java.math.."));
        check(noClasses().that().resideInAPackage(ROOT).should().accessTargetWhere(READS_A_CLOCK));
        check(noClasses().that().resideInAPackage(ROOT).should().dependOnClassesThat(DO_IO));
        check(noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class));
    }

    @Test
    void vrrpIsNotKnown() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("dev.understudy.vrrp.."));
    }

    @Test
    void observingDoesNotKnowExecuting() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".observe..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".execute.."));
    }

    @Test
    void onlyJsonKnowsJackson() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".json..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.."));
    }

    @Test
    void onlyHostStartsProcesses() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".host..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Process.class, Runtime.class));
    }

    @Test
    void hostKnowsOnlyTheModel() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".host..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT, ROOT + ".host..", "java..", "org.slf4j.."));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MODULE);
    }
}
