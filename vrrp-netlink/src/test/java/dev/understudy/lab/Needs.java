// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * What a test needs of the machine. What is missing skips the test and says so loudly; with the environment variable {@code CI=true} it
 * fails instead, since there Debian's packages are expected to be installed.
 */
public final class Needs {
    private static final boolean CI = "true".equals(System.getenv("CI"));

    private Needs() {}

    /** Linux. Skips elsewhere, in CI too. */
    public static void linux() {
        check(System.getProperty("os.name").startsWith("Linux"), false, "Linux", "run this test on Linux");
    }

    /** Root, as namespaces and raw sockets want it. */
    public static void root() {
        linux();
        check(
                ProcFs.isOwnedByRoot(ProcessHandle.current().pid()),
                CI,
                "root",
                "run the build as root, for instance with sudo");
    }

    /** The right to make namespaces and mounts in them; a container often lacks it even for root. */
    public static void namespaces() {
        root();
        try {
            Sandbox.open("try").close();
        } catch (Sandbox.RefusedException e) {
            check(false, CI, "a namespace (" + e.getMessage() + ")", "run with CAP_SYS_ADMIN and CAP_NET_ADMIN");
        }
    }

    /** A program that Debian's package of the same name brings. */
    public static void program(String name) {
        program(name, name);
    }

    /** A program that this Debian package brings. */
    public static void program(String name, String debianPackage) {
        check(isInstalled(name), CI, name, "apt-get install " + debianPackage);
    }

    /** The directory that the build names by this system property, made as the remedy says. */
    public static void directory(String property, String what, String remedy) {
        String path = System.getProperty(property, "");
        boolean there = !path.isEmpty() && Files.isDirectory(Path.of(path));
        check(there, CI, what + " (-D" + property + "=" + path + ")", remedy);
    }

    static boolean isInstalled(String name) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/sbin"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    private static void check(boolean there, boolean mandatory, String what, String remedy) {
        check(there, mandatory, what, remedy, System.err::println);
    }

    static void check(boolean there, boolean mandatory, String what, String remedy, Consumer<String> log) {
        if (there) {
            return;
        }
        if (mandatory) {
            throw new AssertionFailedError("missing with CI=true: " + what + ": " + remedy);
        }
        log.accept("SKIPPED: " + what + " is missing: " + remedy);
        throw new TestAbortedException(what + " is missing: " + remedy);
    }
}
