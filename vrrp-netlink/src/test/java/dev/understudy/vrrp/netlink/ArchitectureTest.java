// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The walls around the native code. */
class ArchitectureTest {

    private static final String NETLINK = "dev.understudy.vrrp.netlink";
    private static final String LINUX = NETLINK + ".linux";
    private static final Path CLASSES_DIR = Path.of("target", "classes");
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(CLASSES_DIR);

    @Test
    void onlyTheLinuxPackageKnowsJna() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(LINUX + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna.."));
    }

    @Test
    void runtimeNeedsTheCoreJnaAndSlf4jAlone() {
        check(classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.understudy.vrrp..",
                        "com.sun.jna..",
                        "org.slf4j..",
                        "java..",
                        "javax.management..",
                        "jdk.jfr.."));
    }

    @Test
    void whatAJvmMayLackIsBehindOneClassEach() {
        check(noClasses()
                .that()
                .haveNameNotMatching(".*\\.(Flight|FlightEvents|[A-Za-z]+Event)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.jfr.."));
        check(noClasses()
                .that()
                .doNotHaveSimpleName("MBeanRegistration")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.management..", "java.lang.management.."));
    }

    @Test
    void linuxPackageIsNotExported() throws IOException {
        try (InputStream in = Files.newInputStream(CLASSES_DIR.resolve("module-info.class"))) {
            assertThat(ModuleDescriptor.read(in).exports())
                    .extracting(ModuleDescriptor.Exports::source)
                    .noneMatch(name -> name.equals(LINUX) || name.startsWith(LINUX + "."));
        }
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
