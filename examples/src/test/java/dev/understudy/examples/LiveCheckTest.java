// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.vrrp.conf.ProcessCheck;
import dev.understudy.vrrp.conf.ProcessCheck.ParameterMatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How keepalived's ways of comparing arguments are understood, tried on a process that runs. */
class LiveCheckTest {
    private Process sleep;

    @BeforeEach
    void startAProcess() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "SKIPPED: /proc is missing: run on Linux");
        sleep = new ProcessBuilder("sleep", "98765", "1").start();
    }

    @AfterEach
    void endIt() throws Exception {
        if (sleep != null) {
            sleep.destroy();
            sleep.waitFor();
        }
    }

    @Test
    void withoutParamMatchAllArgumentsAreComparedIfThereAreAny() throws Exception {
        assertThat(runs(ParameterMatch.EXACT, "sleep")).isTrue();
        assertThat(runs(ParameterMatch.EXACT, "sleep", "98765", "1")).isTrue();
        assertThat(runs(ParameterMatch.EXACT, "sleep", "98765")).isFalse();
    }

    @Test
    void partialComparesTheFirstOnesExactly() throws Exception {
        assertThat(runs(ParameterMatch.PARTIAL, "sleep", "98765")).isTrue();
        assertThat(runs(ParameterMatch.PARTIAL, "sleep", "9876")).isFalse();
    }

    @Test
    void initialLetsTheLastOneBeLonger() throws Exception {
        assertThat(runs(ParameterMatch.INITIAL, "sleep", "9876")).isTrue();
        assertThat(runs(ParameterMatch.INITIAL, "sleep", "8765")).isFalse();
    }

    private static boolean runs(ParameterMatch match, String... argv) throws Exception {
        ProcessCheck definition =
                new ProcessCheck("p", List.of(argv), match, false, 1, Optional.empty(), Duration.ZERO, Duration.ZERO);
        return LiveCheck.of(definition).check().attempt(Duration.ofSeconds(5)).healthy();
    }
}
