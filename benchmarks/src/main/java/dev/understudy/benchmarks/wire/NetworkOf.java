// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Opens sockets in the network namespace of a process. A socket stays where it was opened, whichever thread uses it afterwards. */
final class NetworkOf {
    private static final int CLONE_NEWNET = 0x4000_0000;

    private NetworkOf() {}

    /** Runs the body on a thread that joined the namespace and ends with the call. */
    static <T> T process(long pid, Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(() -> {
            int fd = Clib.openToRead("/proc/" + pid + "/ns/net");
            try {
                Clib.check("setns", Clib.setns(fd, CLONE_NEWNET));
            } finally {
                Clib.close(fd);
            }
            return body.call();
        });
        new Thread(task, "network-of-" + pid).start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("in the network of process " + pid, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
