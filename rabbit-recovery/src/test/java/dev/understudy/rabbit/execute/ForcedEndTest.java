// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On processes of this machine that have files open as a VM has. */
class ForcedEndTest {
    private static final Path SLEEP = Path.of("/bin/sleep");

    @TempDir
    Path directory;

    private final List<Process> all = new ArrayList<>();

    @BeforeEach
    void linux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")) && Files.isExecutable(SLEEP));
    }

    @AfterEach
    void end() {
        all.forEach(Process::destroyForcibly);
    }

    private Process program(String name, Path data) throws IOException {
        Path log = Files.createDirectories(data).resolve("LATEST.LOG");
        Path program = directory.resolve(name);
        if (!Files.exists(program)) {
            Files.createDirectories(program.getParent());
            Files.copy(SLEEP, program);
            assertTrue(program.toFile().setExecutable(true));
        }
        Process process = new ProcessBuilder(program.toString(), "60")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        all.add(process);
        return process;
    }

    @Test
    void theVmOfTheDirectoryAndNoOtherProcess() throws Exception {
        Path data = directory.resolve("data dir/rabbit@a").toAbsolutePath();
        Process vm = program("erlang/beam.smp", data);
        Process backup = program("beamer/backup", data);
        Process another = program("erlang/beam.smp", directory.resolve("data dir/rabbit@b"));
        // A VM of a container whose path ends like ours, as /proc shows it here.
        Process elsewhere = program("erlang/beam.smp", Path.of(directory + "/root" + data.toRealPath()));
        Process kill = new ProcessBuilder("sh", "-c", ForcedEnd.line(data.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(kill.getInputStream().readAllBytes());
        assertEquals(0, kill.waitFor(), said);
        assertTrue(vm.waitFor(10, TimeUnit.SECONDS), said);
        for (Process spared : List.of(backup, another, elsewhere)) {
            assertTrue(spared.isAlive(), spared.info().toString());
        }
        assertFalse(vm.isAlive());
    }
}
