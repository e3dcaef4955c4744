// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class LockFileTest {
    @TempDir
    private Path directory;

    @Test
    void lockIsHeldByOne() throws Exception {
        Path path = directory.resolve("eth0-ipv4-51.lock");
        LockFile held = LockFile.tryAcquire(path).orElseThrow();
        assertThat(LockFile.tryAcquire(path)).isEmpty();

        held.close();
        held.close();
        Optional<LockFile> again = LockFile.tryAcquire(path);
        assertThat(again).isPresent();
        again.get().close();
        assertThat(path).exists();
    }

    @Test
    void contentIsLeftAlone() throws Exception {
        Path path = Files.writeString(directory.resolve("lock"), "pid 4711");
        try (LockFile lock = LockFile.tryAcquire(path).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(path).hasContent("pid 4711");
        }
    }

    /** A check's script that outlives the runtime must not go on holding its lock. */
    @Test
    void descriptorIsClosedWhenAnotherProgramIsStarted() throws Exception {
        Path path = directory.resolve("lock");
        try (LockFile lock = LockFile.tryAcquire(path).orElseThrow();
                Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(lock).isNotNull();
            Path own = descriptors
                    .filter(fd -> fd.toFile().exists() && pointsTo(fd, path))
                    .findFirst()
                    .orElseThrow();
            String flags = Files.readString(
                    Path.of("/proc/self/fdinfo", own.getFileName().toString()));
            assertThat(flags).containsPattern("flags:\\s+02[0-7]*02\\n"); // O_CLOEXEC, O_RDWR
        }
    }

    private static boolean pointsTo(Path descriptor, Path target) {
        try {
            return Files.readSymbolicLink(descriptor).equals(target);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void childProcessDoesNotHoldTheLock() throws Exception {
        Path path = directory.resolve("lock");
        LockFile held = LockFile.tryAcquire(path).orElseThrow();
        Process child = new ProcessBuilder("sh", "-c", "echo started; read line").start();
        try {
            assertThat(child.inputReader().readLine()).isEqualTo("started");
            held.close();
            Optional<LockFile> again = LockFile.tryAcquire(path);
            assertThat(again).isPresent();
            again.get().close();
        } finally {
            child.destroy();
        }
    }

    @Test
    void refusalsNameTheFile() throws Exception {
        Path missing = directory.resolve("none/lock");
        assertThatThrownBy(() -> LockFile.tryAcquire(missing))
                .hasMessage("open(" + missing + "): ENOENT (2): No such file or directory");

        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("elsewhere"));
        assertThatThrownBy(() -> LockFile.tryAcquire(link)).hasMessageContaining("ELOOP (40)");
        assertThat(directory.resolve("elsewhere")).doesNotExist();
    }
}
