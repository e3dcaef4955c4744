// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The walls between the packages of the core. A rule holds for a package from its first class on. */
class ArchitectureTest {

    private static final String ROOT = "dev.understudy.vrrp";
    private static final String WIRE = ROOT + ".wire..";
    private static final String ENGINE = ROOT + ".engine..";
    private static final String ADDRESS = ROOT + ".address..";
    private static final String TRACK = ROOT + ".track..";
    private static final String CHECK = ROOT + ".check..";
    private static final String SIM = ROOT + ".sim..";
    private static final String CONF = ROOT + ".conf..";

    /** Time is an argument here, effects go through ports: the simulator runs these classes as they are. */
    private static final String[] PURE = {WIRE, ENGINE, ADDRESS, TRACK, SIM};

    private static final JavaClasses CORE = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void coreNeedsTheJdkAlone() {
        check(classes().should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + "..", "java..", "javax.."));
    }

    @Test
    void pureCodeKnowsNoClock() {
        check(noClasses().that().resideInAnyPackage(PURE).should().accessTargetWhere(READS_A_CLOCK));
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.time.Clock.class, java.util.Date.class, java.util.Calendar.class));
    }

    @Test
    void pureCodeKnowsNoThread() {
        check(noClasses().that().resideInAnyPackage(PURE).should().dependOnClassesThat(START_THREADS));
    }

    @Test
    void pureCodeKnowsNoFileAndNoNetwork() {
        check(noClasses().that().resideInAnyPackage(PURE).should().dependOnClassesThat(DO_IO));
        check(noClasses().that().resideInAnyPackage(PURE).should().accessTargetWhere(LOOKS_UP_A_NAME));
    }

    @Test
    void wireKnowsTheRootPackageAlone() {
        check(classes()
                .that()
                .resideInAPackage(WIRE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT, WIRE, "java.."));
    }

    @Test
    void engineKnowsNeitherConfNorTrack() {
        check(noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CONF, TRACK, CHECK, SIM));
    }

    @Test
    void checksKnowTrackersAlone() {
        check(noClasses()
                .that()
                .resideInAPackage(CHECK)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(WIRE, ENGINE, ADDRESS, SIM, CONF));
    }

    @Test
    void confYieldsPlainData() {
        check(noClasses()
                .that()
                .resideInAPackage(CONF)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(WIRE, ENGINE, ADDRESS, TRACK, CHECK, SIM));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CORE);
    }

    private static final DescribedPredicate<JavaAccess<?>> READS_A_CLOCK =
            describe("the target reads a clock", access -> {
                String owner = access.getTargetOwner().getName();
                String name = access.getTarget().getName();
                return owner.equals("java.lang.System")
                                && Set.of("nanoTime", "currentTimeMillis").contains(name)
                        || owner.startsWith("java.time.") && name.equals("now");
            });

    private static final DescribedPredicate<JavaAccess<?>> LOOKS_UP_A_NAME =
            describe("the target looks up a name", access -> {
                return access.getTargetOwner().isAssignableTo(java.net.InetAddress.class)
                        && Set.of(
                                        "getByName",
                                        "getAllByName",
                                        "getLocalHost",
                                        "getHostName",
                                        "getCanonicalHostName",
                                        "isReachable")
                                .contains(access.getTarget().getName());
            });

    private static final DescribedPredicate<JavaClass> START_THREADS = assignableTo(Thread.class)
            .or(assignableTo(java.util.concurrent.Executor.class))
            .or(assignableTo(java.util.concurrent.ThreadFactory.class))
            .or(assignableTo(java.util.concurrent.Executors.class))
            .or(assignableTo(java.util.concurrent.CompletableFuture.class))
            .or(assignableTo(java.util.Timer.class))
            .as("start threads");

    /** Address values are no I/O; everything else under java.net is. */
    private static final DescribedPredicate<JavaClass> DO_IO = resideInAnyPackage(
                    "java.nio.file..", "java.nio.channels..", "java.net..", "javax.net..")
            .and(DescribedPredicate.not(assignableTo(java.net.InetAddress.class)))
            .and(DescribedPredicate.not(assignableTo(java.net.UnknownHostException.class)))
            .or(assignableTo(java.io.File.class))
            .or(assignableTo(java.io.RandomAccessFile.class))
            .or(assignableTo(java.io.FileInputStream.class))
            .or(assignableTo(java.io.FileOutputStream.class))
            .or(assignableTo(java.io.FileReader.class))
            .or(assignableTo(java.io.FileWriter.class))
            .or(assignableTo(Process.class))
            .or(assignableTo(ProcessBuilder.class))
            .or(assignableTo(Runtime.class))
            .as("do I/O");
}
