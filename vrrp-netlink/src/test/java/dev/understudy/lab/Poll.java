// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** Waits for a state that nothing reports, by looking again and again. */
public final class Poll {
    private static final Duration PERIOD = Duration.ofMillis(5);

    private Poll() {}

    /** The first answer that is present; otherwise an exception that names what was waited for. */
    public static <T> T until(String what, Duration timeout, Callable<Optional<T>> look) {
        AtomicReference<T> found = new AtomicReference<>();
        Awaitility.await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(PERIOD)
                .atMost(timeout)
                .until(() -> {
                    look.call().ifPresent(found::set);
                    return found.get() != null;
                });
        return found.get();
    }
}
