// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits to be asked to end by SIGTERM, SIGINT or SIGHUP. A JVM that is ended by a signal exits with 143 and the like; a runner that has
 * resigned and released everything has done what it was asked to, so its shutdown hook waits for that and ends the JVM with the
 * command's own exit code.
 */
final class EndRequest {
    private static final long LOOK_MILLIS = 500;
    private static final long FINISH_SECONDS = 8;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int exitCode = ExitCode.INTERNAL;

    private EndRequest() {}

    static EndRequest onSignals() {
        EndRequest end = new EndRequest();
        Runtime.getRuntime().addShutdownHook(new Thread(end::onShutdown, "understudy-end"));
        return end;
    }

    private void onShutdown() {
        asked.countDown();
        try {
            if (!finished.await(FINISH_SECONDS, TimeUnit.SECONDS)) {
                exitCode = ExitCode.INTERNAL;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode);
    }

    /** Waits until the end is asked for, or something has failed. */
    void await(BooleanSupplier failed) {
        try {
            while (!asked.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (failed.getAsBoolean()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that everything is done, and what the JVM is to exit with. */
    int finish(int code) {
        exitCode = code;
        finished.countDown();
        return code;
    }
}
