// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** VRRP and RabbitMQ meet in the examples and nowhere else. */
class ArchitectureTest {

    private static final String VRRP = "dev.understudy.vrrp..";
    private static final String RABBIT = "dev.understudy.rabbit..";
    private static final String EXAMPLES = "dev.understudy.examples..";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("dev.understudy");

    @Test
    void vrrpKnowsNeitherRabbitNorExamples() {
        noClasses()
                .that()
                .resideInAPackage(VRRP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(RABBIT, EXAMPLES)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void rabbitKnowsNeitherVrrpNorExamples() {
        noClasses()
                .that()
                .resideInAPackage(RABBIT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(VRRP, EXAMPLES)
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
