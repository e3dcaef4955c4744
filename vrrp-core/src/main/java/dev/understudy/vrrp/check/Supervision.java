// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.time.Duration;
import java.util.List;

/**
 * What is done about a service that is down, before its failure counts: see {@link dev.understudy.vrrp.track.Supervisor}.
 *
 * @param restart the program that restarts it and its arguments; no shell is involved
 * @param fall failed checks in a row that lead to a restart, 1 or more
 * @param grace how long the service may take from the start of the command; at most 30 days
 * @param limit how long the command may run, at most 30 days: one that is still running then is ended, unless the service is
 *     healthy
 */
public record Supervision(List<String> restart, int fall, Duration grace, Duration limit) {
    /** The limit of a restart command unless another is given. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofDays(30);

    /** Checks the ranges. */
    public Supervision {
        restart = List.copyOf(restart);
        if (restart.isEmpty() || restart.get(0).isEmpty()) {
            throw new IllegalArgumentException("a restart needs a program");
        }
        if (fall < 1) {
            throw new IllegalArgumentException("fall " + fall + " must be 1 or more");
        }
        if (grace.isNegative() || grace.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("grace " + grace + " is not within 0..30 days");
        }
        if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("limit " + limit + " is not positive and at most 30 days");
        }
    }

    /** Creates one with the default limit, or the grace time if that is longer. */
    public Supervision(List<String> restart, int fall, Duration grace) {
        this(restart, fall, grace, grace.compareTo(DEFAULT_LIMIT) > 0 ? grace : DEFAULT_LIMIT);
    }
}
