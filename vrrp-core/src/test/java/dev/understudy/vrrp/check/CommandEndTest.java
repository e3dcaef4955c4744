// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How a command is ended that does not end by itself: the whole session, however nasty, and nothing else. */
@EnabledOnOs(OS.LINUX)
class CommandEndTest {
    @TempDir
    private Path directory;

    private Scripts scripts;

    @BeforeEach
    void setUp() {
        assumeTrue(Command.onPath("setsid").isPresent(), "setsid is here");
        scripts = new Scripts(directory);
    }

    @AfterEach
    void endWhatWasLeftBehind() {
        scripts.endAll();
    }

    /** Ends the script as soon as it has noted so many pids: by then it is as nasty as it gets. */
    private CheckResult endAfter(int pids, String script) throws InterruptedException {
        return new Command(scripts.shell(script), Duration.ofMillis(100)).runUntil(() -> scripts.hasNoted(pids));
    }

    @Test
    void hangingScriptFailsAtItsLimit() throws Exception {
        CheckResult result = new Command(scripts.shell("note $$; sleep 1000")).run(Duration.ofMillis(500));
        assertThat(result.healthy()).isFalse();
        assertThat(result.detail()).endsWith("still running after 500 ms");
        assertThat(scripts.noted()).noneMatch(Scripts::isRunning);
    }

    @Test
    void scriptThatIgnoresTermIsKilled() throws Exception {
        assertThat(endAfter(1, "trap '' TERM; note $$; while :; do sleep 1000; done")
                        .healthy())
                .isFalse();
        assertThat(scripts.noted()).hasSize(1).noneMatch(Scripts::isRunning);
    }

    @Test
    void scriptThatAnswersTermWithSuccessHasFailedAllTheSame() throws Exception {
        CheckResult result = endAfter(1, "trap 'exit 0' TERM; note $$; while :; do sleep 0.01; done");
        assertThat(result.healthy()).isFalse();
    }

    @Test
    void grandchildrenWithoutParentsAreEnded() throws Exception {
        endAfter(
                4,
                "note $$; (sleep 1000 & note $!); (trap '' TERM; sleep 1000 & note $!); "
                        + "sh -c 'trap \"\" TERM; sleep 1000' & note $!; wait");
        assertThat(scripts.noted()).hasSize(4).noneMatch(Scripts::isRunning);
    }

    @Test
    void childrenInProcessGroupsOfTheirOwnAreEnded() throws Exception {
        endAfter(2, "set -m; note $$; sleep 1000 & note $!; wait");
        assertThat(scripts.noted()).hasSize(2).noneMatch(Scripts::isRunning);
    }

    @Test
    void withoutSetsidTheDescendantsAreEnded() throws Exception {
        List<String> script = scripts.shell("note $$; sh -c 'sleep 1000; true' & note $!; wait");
        Session session = Session.start(script, Optional.empty());
        Await.until("the script runs", () -> scripts.hasNoted(2));
        assertThat(session.end(Duration.ofMillis(100))).isTrue();
        assertThat(scripts.noted()).hasSize(2).noneMatch(Scripts::isRunning);
    }

    @Test
    void stoppedScriptIsEnded() throws Exception {
        endAfter(1, "note $$; kill -STOP $$");
        assertThat(scripts.noted()).noneMatch(Scripts::isRunning);
    }

    @Test
    void daemonWithASessionOfItsOwnSurvives() throws Exception {
        endAfter(2, "note $$; setsid sh -c 'echo $$ >> \"" + directory + "/pids\"; exec sleep 1000' & wait");
        assertThat(Scripts.isRunning(scripts.noted().get(0))).isFalse();
        assertThat(Scripts.isRunning(scripts.noted().get(1))).isTrue();
    }

    @Test
    void interruptEndsEverything() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Command command = new Command(scripts.shell("trap '' TERM; note $$; sleep 1000 & note $!; wait; sleep 1000"));
        Thread thread = new Thread(() -> {
            try {
                command.run(Duration.ofHours(1));
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        thread.start();
        Await.until("the script runs", () -> scripts.hasNoted(2));
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(scripts.noted()).noneMatch(Scripts::isRunning);
    }
}
