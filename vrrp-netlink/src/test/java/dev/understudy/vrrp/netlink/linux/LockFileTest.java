// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    @Test
    void contentsAreReplacedWhole() throws Exception {
        Path path = Files.writeString(directory.resolve("lock"), "a longer text than the next one");
        try (LockFile lock = LockFile.tryAcquire(path).orElseThrow()) {
            lock.write("short".getBytes(StandardCharsets.UTF_8));
            assertThat(path).hasContent("short");
            String large = "x".repeat(100_000);
            lock.write(large.getBytes(StandardCharsets.UTF_8));
            assertThat(path).hasContent(large);
            assertThat(lock.read()).asString().isEqualTo(large);
            lock.write("short".getBytes(StandardCharsets.UTF_8));
            assertThat(path).hasContent("short");
        }
    }

    @Test
    void oneByteIsReplaced() throws Exception {
        Path path = Files.writeString(directory.resolve("lock"), "- 192.0.2.1");
        LockFile lock = LockFile.tryAcquire(path).orElseThrow();
        assertThat(lock.put(0, (byte) '+')).isZero();
        assertThat(path).hasContent("+ 192.0.2.1");
        lock.close();
        assertThat(lock.put(0, (byte) '?')).isEqualTo(Errno.EBADF);
        assertThat(path).hasContent("+ 192.0.2.1");
    }

    /** Whoever opened the file before its owner removed it must not believe to hold what a third one can make anew. */
    @Test
    void removedFileIsNotHeld() throws Exception {
        Path path = directory.resolve("lock");
        try (LockFile removed = LockFile.tryAcquire(path).orElseThrow()) {
            Files.delete(path);
            try (LockFile anew = LockFile.tryAcquire(path).orElseThrow()) {
                anew.write(new byte[] {'n'});
                assertThat(path).hasContent("n");
                assertThat(removed.put(0, (byte) 'r')).isZero();
                assertThat(path).hasContent("n");
            }
        }
    }

    @Test
    void roomForManyDescriptorsLeavesNoneOpen() throws Exception {
        try (LockFile lock = LockFile.tryAcquire(directory.resolve("lock")).orElseThrow()) {
            assertThat(lock).isNotNull();
            long before = descriptors();
            LockFile.expect(500, 0);
            LockFile.expect(Integer.MAX_VALUE - 1, 0); // more than there may be
            assertThat(descriptors()).isEqualTo(before);
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
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
