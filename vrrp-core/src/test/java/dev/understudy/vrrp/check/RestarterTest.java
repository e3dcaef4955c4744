// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.track.Health;
import dev.understudy.vrrp.track.Tracker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Restarts, one at a time: in virtual time, with real commands. */
@EnabledOnOs(OS.LINUX)
class RestarterTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final Heard heard = new Heard();
    private final Tracker tracker = new Tracker("web", 2, 1);

    private Restarter restarterUnderTest;

    @TempDir
    private Path directory;

    @AfterEach
    void endWhatWasLeftBehind() {
        new Scripts(directory).endAll();
    }

    private Restarter restarter(List<String> command) {
        return new Restarter(
                tracker, new Supervision(command, 2, Duration.ofSeconds(5), Duration.ofSeconds(20)), heard, loop);
    }

    private Health health() {
        return tracker.health(loop.nowNanos());
    }

    private void down(Restarter restarter) {
        restarter.onResult(false, "refused", loop.nowNanos());
    }

    private void up(Restarter restarter) {
        restarter.onResult(true, "well", loop.nowNanos());
    }

    @Test
    void commandIsRunOnTheSecondFailureAndItsEndIsTold() {
        Restarter restarter = restarter(List.of("sh", "-c", "exit 3"));
        up(restarter);
        down(restarter);
        assertThat(loop.hasWork()).isFalse();
        down(restarter);
        assertThat(heard.restarts).containsExactly("web: refused; running sh -c exit 3");
        loop.workOne();
        loop.pass(Duration.ZERO);
        assertThat(heard.restarts).hasSize(2).last().asString().endsWith("sh -c exit 3: exit 3");
        assertThat(health()).isEqualTo(Health.UP);
        loop.pass(Duration.ofSeconds(5));
        down(restarter);
        assertThat(health()).isEqualTo(Health.DOWN);
        assertThat(tracker.detail(loop.nowNanos())).isEqualTo("still down after a restart: refused");
    }

    @Test
    void secondRestartDoesNotJoinTheFirst() {
        Restarter restarter = restarter(List.of("true"));
        down(restarter);
        down(restarter);
        loop.pass(Duration.ofSeconds(5));
        down(restarter);
        loop.pass(Duration.ofSeconds(10));
        down(restarter);
        assertThat(heard.restarts).hasSize(2).last().asString().contains("still runs, so it is not run again");
        loop.workOne();
        assertThat(loop.hasWork()).isFalse();
    }

    @Test
    void commandOverItsTimeIsEndedWhenTheServiceIsDown() {
        Scripts scripts = new Scripts(directory);
        Restarter restarter = restarter(scripts.shell("note $$; exec sleep 1000"));
        down(restarter);
        down(restarter);
        loop.pass(Duration.ofSeconds(20));
        loop.workOne();
        loop.pass(Duration.ZERO);
        assertThat(scripts.noted()).noneMatch(Scripts::isRunning);
        assertThat(heard.restarts).last().asString().endsWith("ended because it did not return");
    }

    @Test
    void commandThatIsTheServiceItselfIsLeftAloneWhileThatIsHealthy() {
        Supervision supervision = new Supervision(List.of("web"), 1, Duration.ofSeconds(5), Duration.ofSeconds(20));
        Restarter restarter = new Restarter(
                tracker,
                supervision,
                stop -> {
                    up(restarterUnderTest);
                    assertThat(stop.getAsBoolean()).isFalse();
                    loop.pass(Duration.ofSeconds(60));
                    assertThat(stop.getAsBoolean()).isFalse();
                    down(restarterUnderTest);
                    assertThat(stop.getAsBoolean()).isTrue();
                    return CheckResult.down("ended");
                },
                heard,
                loop);
        restarterUnderTest = restarter;
        down(restarter);
        loop.workOne();
        loop.pass(Duration.ZERO);
        assertThat(heard.troubles).singleElement().asString().contains("left alone");
        assertThat(heard.restarts).last().asString().endsWith("ended");
    }

    @Test
    void wantOfThreadsIsTold() {
        Restarter restarter = restarter(List.of("true"));
        loop.exhaust(true);
        down(restarter);
        down(restarter);
        assertThat(heard.restarts).containsExactly("web: refused; the restart command could not be run: no thread");
    }

    @Test
    void rangesAreChecked() {
        Duration second = Duration.ofSeconds(1);
        List<String> command = List.of("true");
        assertThatThrownBy(() -> new Supervision(List.of(), 1, second)).hasMessageContaining("a program");
        assertThatThrownBy(() -> new Supervision(command, 0, second)).hasMessageContaining("fall 0");
        assertThatThrownBy(() -> new Supervision(command, 1, second.negated())).hasMessageContaining("grace PT-1S");
        assertThatThrownBy(() -> new Supervision(command, 1, second, Duration.ZERO))
                .hasMessageContaining("limit PT0S");
        assertThat(new Supervision(command, 1, Duration.ofSeconds(90)).limit()).isEqualTo(Duration.ofSeconds(90));
        assertThat(new Supervision(command, 1, second).limit()).isEqualTo(Supervision.DEFAULT_LIMIT);
    }
}
