// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.rabbit.host.HostOutput.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostShellsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private final HostShell here = HostShells.local();

    @TempDir
    private Path directory;

    @Test
    void givesStatusOutputAndComplaint() throws Exception {
        assertThat(here.run("echo out; echo err >&2; exit 69", LONG))
                .isEqualTo(new HostOutput(End.EXITED, 69, "out\n", "err\n"));
        assertThat(here.run("true", LONG).succeeded()).isTrue();
        assertThat(here.describe()).isEqualTo("here");
    }

    @Test
    void readsNothingFromOurInput() throws Exception {
        assertThat(here.run("cat; echo end", LONG).out()).isEqualTo("end\n");
    }

    @Test
    void handsTheLineOverAsItIs() throws Exception {
        assertThat(here.run("printf '%s' '$HOME \"`x`\" ü'", LONG).out()).isEqualTo("$HOME \"`x`\" ü");
        assertThat(HostShells.prefix(List.of("echo", "-n"))
                        .run("$(id); a  b", LONG)
                        .out())
                .isEqualTo("$(id); a  b");
    }

    @Test
    void losesNothingOfMuchOutputBelowTheLimit() throws Exception {
        HostOutput output = here.run("seq 1 200000; seq 1 200000 >&2", LONG);
        assertThat(output.out()).hasSize(1_288_895).endsWith("\n200000\n");
        assertThat(output.err()).isEqualTo(output.out());
    }

    @Test
    void cutsWhatIsTooMuchAndDoesNotHoldUpTheWriter() throws Exception {
        HostOutput output = here.run("head -c 20000000 /dev/zero", LONG);
        assertThat(output.succeeded()).isTrue();
        assertThat(output.out()).hasSize(4 << 20);
    }

    @Test
    void aDaemonLeftBehindDoesNotHoldItUp() throws Exception {
        Path pid = directory.resolve("pid");
        long began = System.nanoTime();
        HostOutput output = here.run("sleep 300 & echo $! > " + pid + "; echo started", LONG);
        try {
            assertThat(output).isEqualTo(new HostOutput(End.EXITED, 0, "started\n", ""));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            assertThat(alive(pid)).isTrue();
        } finally {
            handle(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void atTheLimitAllOfItIsEndedGrandchildrenToo() throws Exception {
        Path pid = directory.resolve("pid");
        // The grandchild does not listen to TERM and its parent is gone: only its group leads to it.
        String line =
                "echo begun; (sh -c 'trap \"\" TERM; echo $$ > " + pid + "; while :; do sleep 1; done' &); sleep 300";
        HostOutput output = here.run(line, Duration.ofSeconds(1));
        assertThat(output).isEqualTo(new HostOutput(End.TIMED_OUT, -1, "begun\n", ""));
        Awaitility.await().atMost(LONG).until(() -> !alive(pid));
    }

    @Test
    void anInterruptionEndsTheLine() throws Exception {
        Path pid = directory.resolve("pid");
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                here.run("echo $$ > " + pid + "; exec sleep 300", LONG);
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        thread.start();
        Awaitility.await().atMost(LONG).until(() -> alive(pid));
        thread.interrupt();
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().atMost(LONG).until(() -> !alive(pid));
    }

    @Test
    void noThreadOfItsOwnIsLeft() throws Exception {
        here.run("sleep 2 & echo x", LONG);
        Awaitility.await()
                .atMost(LONG)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("understudy-shell")));
        assertThat(here.run("echo y", LONG).out()).isEqualTo("y\n");
    }

    @Test
    void whatCannotBeStartedIsUnreachable() throws Exception {
        HostShell none = HostShells.ssh(List.of("sh", "-c", "echo no route >&2; exit 255"), "root@hosta");
        HostOutput output = none.run("true", LONG);
        assertThat(output.end()).isEqualTo(End.UNREACHABLE);
        assertThat(output.err()).isEqualTo("no route\n");
        assertThat(none.describe()).isEqualTo("ssh root@hosta");
    }

    /** A login shell in place of ssh: it gets the line as its last word. */
    @Test
    void theStatusIsTheLinesNotTheClients() throws Exception {
        HostShell shell = HostShells.ssh(List.of("sh", "-c", "for line; do :; done; sh -c \"$line\"; exit 1"), "hosta");
        assertThat(shell.run("printf a; printf b >&2; exit 255", LONG))
                .isEqualTo(new HostOutput(End.EXITED, 255, "a", "b"));
        assertThat(shell.run("echo understudy-0 7; exit 2", LONG))
                .isEqualTo(new HostOutput(End.EXITED, 2, "understudy-0 7\n", ""));
    }

    @Test
    void aDestinationIsNoOption() {
        assertThatThrownBy(() -> HostShells.ssh("-oProxyCommand=sh"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a destination of ssh: '-oProxyCommand=sh'");
        assertThatThrownBy(() -> HostShells.ssh(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HostShells.prefix(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean alive(Path pid) throws Exception {
        return handle(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static Optional<ProcessHandle> handle(Path pid) throws Exception {
        String text = Files.exists(pid) ? Files.readString(pid).strip() : "";
        return text.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(text));
    }
}
