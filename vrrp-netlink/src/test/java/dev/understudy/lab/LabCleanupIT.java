// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing is left: no process, namespace, link, mount or file, whether the lab is closed or its JVM is killed. */
class LabCleanupIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    @BeforeAll
    static void require() {
        Lab.require();
    }

    @Test
    void closeLeavesNothing() throws IOException {
        List<String> linksBefore = links();
        String mountsBefore = Files.readString(Path.of("/proc/self/mounts"));
        Set<String> namespaces;
        try (Lab lab = Lab.open()) {
            lab.observe();
            LabHost host = lab.host("one", "eno1", "10.0.0.1/24");
            host.file("/tmp/lab-cleanup-proof", "x", "644");
            host.run("sh", "-c", "setsid sleep 1000 & exit 0");
            host.start("sleep", "1000").signal(Signal.STOP);
            host.start("cat", "/dev/zero");
            namespaces = namespacesOf(LabEnvironment.ownProcesses());
            namespaces.removeAll(namespacesOf(List.of(ProcessHandle.current().pid())));
            assertThat(namespaces).hasSizeGreaterThanOrEqualTo(10); // five kinds, for the host and for the switch
            assertThat(links()).isEqualTo(linksBefore);
        }
        assertThat(LabEnvironment.ownProcesses()).isEmpty();
        assertThat(namespacesOf(
                        ProcessHandle.allProcesses().map(ProcessHandle::pid).toList()))
                .doesNotContainAnyElementsOf(namespaces);
        assertThat(links()).isEqualTo(linksBefore);
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).isEqualTo(mountsBefore);
        assertThat(Path.of("/tmp/lab-cleanup-proof")).doesNotExist();
    }

    @Test
    void aKilledJvmTakesItsLabAlong() throws IOException {
        String classPath = ClassPath.of(DoomedLab.class, Awaitility.class, Matcher.class);
        Process jvm = new ProcessBuilder(Lab.java("-cp", classPath, DoomedLab.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("ready");
            String owner = ProcFs.identity(jvm.pid()).orElseThrow();
            assertThat(LabEnvironment.processesOf(owner)).hasSizeGreaterThan(4);
            jvm.destroyForcibly();
            Poll.until("the end of the doomed lab", SOON, () -> {
                LabEnvironment.sweep();
                return LabEnvironment.processesOf(owner).isEmpty() ? Optional.of(true) : Optional.empty();
            });
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static List<String> links() {
        return Command.of("ip", "-o", "link", "show")
                .run()
                .lines()
                .map(line -> line.split("[:@] ?")[1])
                .toList();
    }

    private static Set<String> namespacesOf(List<Long> pids) {
        return pids.stream()
                .flatMap(pid -> List.of("net", "pid", "mnt", "uts", "ipc").stream()
                        .map(kind -> Path.of("/proc/" + pid + "/ns/" + kind)))
                .map(LabCleanupIT::target)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static Optional<String> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }

    /** A JVM that makes a lab and waits to be killed. */
    static final class DoomedLab {
        private DoomedLab() {}

        public static void main(String[] arguments) throws IOException {
            Lab lab = Lab.open();
            LabHost host = lab.host("one", "eno1", "10.0.0.1/24");
            host.start("sleep", "1000").signal(Signal.STOP);
            System.out.println("ready");
            if (System.in.read() < 0) {
                lab.close();
            }
        }
    }
}
