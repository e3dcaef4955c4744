// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Policy and priority as the kernel has them, of the raised thread and of what it starts. */
class RealtimeIT {
    private static final String ORDINARY = "policy 0, priority 0";
    private static final int PRIORITY = 17;
    /** Fields 40 and 41 of proc_pid_stat(5), counted from field 3. */
    private static final int RT_PRIORITY = 40 - 3;

    private static final int POLICY = 41 - 3;

    @Test
    void raisesTheCallingThreadAndNothingThatItStarts() throws Exception {
        assumeTrue(Capabilities.read().sysNice(), "SKIPPED: real-time priority needs CAP_SYS_NICE");
        NativeAccess.load();
        onThread(() -> {
            Realtime raised = Realtime.raise(PRIORITY);
            assertThat(own()).isEqualTo("policy 1, priority 17");
            assertThat(onThread(RealtimeIT::own)).as("thread").isEqualTo(ORDINARY);
            assertThat(process()).as("process").isEqualTo(ORDINARY);
            raised.putBack();
            assertThat(own()).isEqualTo(ORDINARY);
            return null;
        });
        assertThat(own()).isEqualTo(ORDINARY);
    }

    private static String own() throws Exception {
        return parse(Files.readString(Path.of("/proc/thread-self/stat")));
    }

    private static String process() throws Exception {
        Process cat = new ProcessBuilder("cat", "/proc/self/stat").start();
        return parse(new String(cat.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static String parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return "policy " + fields[POLICY] + ", priority " + fields[RT_PRIORITY];
    }

    private static <T> T onThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        new Thread(task).start();
        return task.get(10, TimeUnit.SECONDS);
    }
}
