// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.check.ProcessCheck.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Counting processes, in a made-up {@code /proc} but for the last test. */
class ProcessCheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MANY = Integer.MAX_VALUE;

    @TempDir
    private Path root;

    @BeforeEach
    void setUp() throws IOException {
        Files.createSymbolicLink(
                root.resolve("self"),
                Path.of(Long.toString(ProcessHandle.current().pid())));
        Files.createDirectory(root.resolve("sys"));
        Files.createDirectory(root.resolve("77"));
    }

    private void process(long pid, String name, String state, String nsPid, String... words) throws IOException {
        Path directory = Files.createDirectory(root.resolve(Long.toString(pid)));
        Files.writeString(
                directory.resolve("stat"), pid + " (" + name + ") " + state + " 1 " + pid + " 42 0 -1 4194304\n");
        Files.writeString(directory.resolve("status"), "Name:\t" + name + "\nNSpid:\t" + nsPid + "\nNSpgid:\t1\n");
        Files.writeString(directory.resolve("cmdline"), words.length == 0 ? "" : String.join("\0", words) + "\0");
    }

    private CheckResult check(Arguments arguments, boolean full, int quorum, int most, String... argv)
            throws IOException {
        return new ProcessCheck(List.of(argv), arguments, full, quorum, most, new ProcFs(root)).attempt(LIMIT);
    }

    private boolean named(String name) throws IOException {
        return check(Arguments.ANY, false, 1, MANY, name).healthy();
    }

    private boolean matches(Arguments arguments, String... argv) throws IOException {
        return check(arguments, false, 1, MANY, argv).healthy();
    }

    @Test
    void processIsFoundByItsWholeName() throws IOException {
        process(100, "haproxy", "S", "100", "/usr/sbin/haproxy", "-f", "x");
        assertThat(named("haproxy")).isTrue();
        assertThat(named("haprox")).isFalse();
        assertThat(check(Arguments.ANY, false, 1, MANY, "nginx"))
                .isEqualTo(CheckResult.down("process nginx: 0 running, wanted 1"));
    }

    @Test
    void nameMayHoldParenthesesAndBlanks() throws IOException {
        process(100, "(sd) pam) S 1", "S", "100", "(sd-pam)");
        assertThat(named("(sd) pam) S 1")).isTrue();
    }

    @Test
    void zombieDoesNotCount() throws IOException {
        process(100, "haproxy", "Z", "100");
        assertThat(named("haproxy")).isFalse();
    }

    @Test
    void processInAContainerDoesNotCount() throws IOException {
        process(100, "haproxy", "S", "100\t7", "haproxy");
        assertThat(named("haproxy")).isFalse();
    }

    @Test
    void thisProcessDoesNotCount() throws IOException {
        process(ProcessHandle.current().pid(), "java", "S", "5", "java");
        assertThat(named("java")).isFalse();
    }

    @Test
    void longNameIsComparedWithTheCommandLine() throws IOException {
        process(100, "systemd-timesyn", "S", "100", "/lib/systemd/systemd-timesyncd", "x");
        assertThat(named("systemd-timesyncd")).isTrue();
        assertThat(named("systemd-timesyncx")).isFalse();
    }

    @Test
    void fullCommandIsComparedLetterForLetter() throws IOException {
        process(100, "haproxy", "S", "100", "/usr/sbin/haproxy");
        assertThat(check(Arguments.ANY, true, 1, MANY, "/usr/sbin/haproxy").healthy())
                .isTrue();
        assertThat(check(Arguments.ANY, true, 1, MANY, "haproxy").healthy()).isFalse();
    }

    @Test
    void argumentsAreCompared() throws IOException {
        process(100, "app", "S", "100", "app", "-f", "main.cfg", "-q");
        assertThat(matches(Arguments.EXACT, "app", "-f", "main.cfg", "-q")).isTrue();
        assertThat(matches(Arguments.EXACT, "app", "-f", "main.cfg")).isFalse();
        assertThat(matches(Arguments.EXACT, "app")).isFalse();
        assertThat(matches(Arguments.LEADING, "app", "-f", "main.cfg")).isTrue();
        assertThat(matches(Arguments.LEADING, "app", "-f", "main")).isFalse();
        assertThat(matches(Arguments.LEADING, "app")).isTrue();
        assertThat(matches(Arguments.LEADING_PREFIX, "app", "-f", "main")).isTrue();
        assertThat(matches(Arguments.LEADING_PREFIX, "app", "-", "main.cfg")).isFalse();
        assertThat(matches(Arguments.LEADING_PREFIX, "app")).isTrue();
        assertThat(matches(Arguments.LEADING, "app", "-f", "main.cfg", "-q", "-v"))
                .isFalse();
    }

    @Test
    void noArgumentsCanBeWanted() throws IOException {
        process(100, "app", "S", "100", "app");
        assertThat(matches(Arguments.EXACT, "app")).isTrue();
    }

    @Test
    void quorumHasTwoEnds() throws IOException {
        process(100, "app", "S", "100", "app");
        process(101, "app", "R", "101", "app");
        assertThat(check(Arguments.ANY, false, 2, 2, "app").healthy()).isTrue();
        assertThat(check(Arguments.ANY, false, 3, MANY, "app").detail()).isEqualTo("process app: 2 running, wanted 3");
        assertThat(check(Arguments.ANY, false, 1, 1, "app").detail())
                .isEqualTo("process app: 2 running, at most 1 wanted");
        assertThat(check(Arguments.ANY, false, 0, 0, "nginx").healthy()).isTrue();
    }

    @Test
    void procOfAnotherNamespaceIsAFailure() throws IOException {
        process(100, "haproxy", "S", "100", "haproxy");
        Files.delete(root.resolve("self"));
        Files.createSymbolicLink(root.resolve("self"), Path.of("999999999"));
        assertThat(check(Arguments.ANY, false, 1, MANY, "haproxy").detail())
                .contains("does not show the PID namespace");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new ProcessCheck("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProcessCheck(List.of("x"), Arguments.ANY, false, 2, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void realProcessIsFoundAndMissed() throws Exception {
        String seconds = "1000." + System.nanoTime();
        ProcessCheck check = new ProcessCheck(List.of("sleep", seconds), Arguments.EXACT, false, 1, MANY);
        assertThat(check.attempt(LIMIT).healthy()).isFalse();
        Process process = new ProcessBuilder("sleep", seconds).start();
        try {
            Await.until("sleep is seen", () -> healthy(check));
        } finally {
            process.destroyForcibly();
        }
        Await.until("sleep is missed", () -> !healthy(check));
    }

    private static boolean healthy(ProcessCheck check) {
        try {
            return check.attempt(LIMIT).healthy();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
