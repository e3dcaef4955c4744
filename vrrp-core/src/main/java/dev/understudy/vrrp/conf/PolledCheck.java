// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@code vrrp_script} block: a probe that is run at an interval.
 *
 * <p>The first result counts at once, success or failure, whatever {@code rise} and {@code fall} say; with {@code initFail} the check
 * starts as failed and needs {@code rise} successes. A router that tracks it with weight 0 waits for the first result. A probe that is
 * still running after {@code timeout} has failed; the next tick is skipped while one runs.
 *
 * @param name the block's name
 * @param probe what is run
 * @param interval from the start of one run to the start of the next
 * @param timeout when a run counts as failed; without {@code timeout} in the file it is the interval
 * @param rise successes in a row that make a failed check healthy, 1 or more
 * @param fall failures in a row that make a healthy check failed, 1 or more
 * @param initFail whether it starts as failed
 * @param restart what is done before a failure counts; empty for nothing
 */
public record PolledCheck(
        String name,
        Probe probe,
        Duration interval,
        Duration timeout,
        int rise,
        int fall,
        boolean initFail,
        Optional<Restart> restart)
        implements CheckDefinition {
    /** Checks the ranges of the components. */
    public PolledCheck {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(probe, "probe");
        Objects.requireNonNull(restart, "restart");
        if (interval.isNegative() || interval.isZero() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "interval " + interval + " and timeout " + timeout + " must be positive");
        }
        if (rise < 1 || fall < 1) {
            throw new IllegalArgumentException("rise " + rise + " and fall " + fall + " must be 1 or more");
        }
    }
}
