// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.track.Health;
import dev.understudy.vrrp.track.Tracker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The runner on real threads, with real programs. */
class CheckRunnerTest {
    private static final Cadence OFTEN = Cadence.every(Duration.ofMillis(10)).timeout(Duration.ofSeconds(60));

    @TempDir
    private Path directory;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final Heard heard = new Heard();
    private final Tracker tracker = new Tracker("web", 1, 1);
    private CheckRunner runner;
    private Scripts scripts;

    @BeforeEach
    void setUp() {
        runner = new CheckRunner(heard, this::thread);
        scripts = new Scripts(directory);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        runner.close();
        scripts.endAll();
        // A thread dies a moment after its work has ended.
        threads.forEach(thread -> Await.until(thread + " ends", () -> !thread.isAlive()));
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "check under test");
        thread.setUncaughtExceptionHandler((t, e) -> uncaught.add(e));
        threads.add(thread);
        return thread;
    }

    private long webTroubles() {
        return heard.troubles.stream()
                .filter(trouble -> trouble.startsWith("web: "))
                .count();
    }

    private boolean is(Health health) {
        return tracker.health(System.nanoTime()) == health;
    }

    @Test
    void checksRunAgainAndAgain() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        runner.add(
                tracker,
                limit -> {
                    runs.countDown();
                    return CheckResult.up("well");
                },
                OFTEN);
        runner.start();
        runs.await();
        Await.until("the tracker knows", () -> is(Health.UP));
    }

    @Test
    void firstRunDoesNotWaitForTheInterval() {
        runner.add(tracker, limit -> CheckResult.down("ill"), Cadence.every(Duration.ofHours(1)));
        runner.start();
        Await.until("the first failure counts", () -> is(Health.DOWN));
    }

    @Test
    void checkThatHangsDelaysNoOtherAndFails() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch others = new CountDownLatch(20);
        runner.add(
                tracker,
                limit -> {
                    attempts.incrementAndGet();
                    never.await();
                    return CheckResult.up("late");
                },
                Cadence.every(Duration.ofMillis(20)));
        runner.add(
                new Tracker("other", 1, 1),
                limit -> {
                    others.countDown();
                    return CheckResult.up("well");
                },
                OFTEN);
        runner.start();
        others.await();
        Await.until("the hanging check has failed", () -> is(Health.DOWN));
        Await.until("trouble is told", () -> webTroubles() > 0);
        assertThat(attempts).hasValue(1);
        assertThat(webTroubles()).isEqualTo(1);
    }

    @Test
    void faultOfAListenerStopsNothing() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch runs = new CountDownLatch(5);
        CheckListener bad = new CheckListener() {
            @Override
            public void onTrouble(String name, String detail) {
                release.countDown();
                throw new IllegalStateException("listener");
            }
        };
        runner = new CheckRunner(bad, this::thread);
        runner.add(
                tracker,
                limit -> {
                    release.await();
                    runs.countDown();
                    return CheckResult.up("well");
                },
                OFTEN);
        runner.start();
        runs.await();
        assertThat(uncaught).first().asString().contains("listener");
    }

    @Test
    void thereIsNoThreadBeforeTheStart() {
        runner.add(tracker, limit -> CheckResult.up("well"), OFTEN);
        assertThat(threads).isEmpty();
        runner.close();
        assertThat(threads).isEmpty();
    }

    @Test
    void orderOfCallsIsChecked() {
        runner.start();
        assertThatThrownBy(() -> runner.start()).hasMessage("the runner has been started");
        assertThatThrownBy(() -> runner.add(tracker, limit -> CheckResult.up(""), OFTEN))
                .hasMessage("the runner has been started");
        runner.close();
        runner.close();
        CheckRunner closed = new CheckRunner(heard);
        closed.close();
        assertThatThrownBy(closed::start).hasMessage("the runner is closed");
    }

    @Test
    void closeReportsNothingAnyMore() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(1);
        runner.add(
                tracker,
                limit -> {
                    runs.countDown();
                    new CountDownLatch(1).await();
                    return CheckResult.up("well");
                },
                OFTEN);
        runner.start();
        runs.await();
        runner.close();
        assertThat(is(Health.UNKNOWN)).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void closeEndsScriptsAndRestartCommands() {
        ScriptCheck check =
                new ScriptCheck(scripts.shell("trap '' TERM; note $$; sleep 1000 & note $!; wait; sleep 1000"));
        runner.add(tracker, check, OFTEN);
        List<String> restart = scripts.shell("note $$; sleep 1000");
        runner.supervise(
                new Tracker("other", 1, 1),
                limit -> CheckResult.down("ill"),
                OFTEN,
                new Supervision(restart, 1, Duration.ofSeconds(60)));
        runner.start();
        Await.until("both programs run", () -> scripts.hasNoted(3));
        runner.close();
        assertThat(scripts.noted()).noneMatch(Scripts::isRunning);
    }

    @Test
    void closeEndsConnectionsThatWait() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            runner.add(tracker, new HttpCheck(uri), OFTEN);
            runner.start();
            silent.accept();
            runner.close();
        }
        assertThat(heard.troubles).noneMatch(trouble -> trouble.contains("did not end"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void serviceIsRestartedAndOutlivesTheRunner() throws IOException {
        Path service = Files.createFile(directory.resolve("service"));
        Check check = limit -> new CheckResult(Files.exists(service), "service");
        List<String> restart = scripts.shell("sleep 1000 & note $!; touch '" + service + "'");
        runner.supervise(tracker, check, OFTEN, new Supervision(restart, 2, Duration.ofSeconds(60)));
        runner.start();
        Await.until("it is up", () -> is(Health.UP));
        Files.delete(service);
        Await.until("the restart is told from beginning to end", () -> heard.restarts.size() == 2);
        Await.until("it is back", () -> Files.exists(service));
        assertThat(is(Health.UP)).isTrue();
        assertThat(heard.restarts.get(1)).contains("exit 0");
        runner.close();
        assertThat(scripts.noted()).singleElement().matches(Scripts::isRunning);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void serviceThatCannotBeRestartedIsDown() {
        runner.supervise(
                tracker,
                new TcpCheck("127.0.0.1", 1),
                OFTEN,
                new Supervision(List.of("/no/such/program"), 1, Duration.ofMillis(30)));
        runner.start();
        Await.until("it is down", () -> is(Health.DOWN));
        assertThat(tracker.detail(System.nanoTime())).startsWith("still down after a restart: 127.0.0.1:1: ");
        Await.until("the end of the command is told", () -> heard.restarts.size() >= 2);
        assertThat(heard.restarts.get(1)).endsWith("/no/such/program does not exist");
    }
}
