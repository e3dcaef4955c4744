// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.time.Duration;

/** How long things take: measured times (rabbit-recovery 1.2, 4, 7), generously enlarged. */
final class Limits {
    static final Duration SHORT = Duration.ofMinutes(1);
    static final Duration STOP = Duration.ofMinutes(3);
    static final Duration FILES = Duration.ofHours(1);
    static final Duration FORGET_OFFLINE = Duration.ofMinutes(2);
    static final Duration FORGET_ONLINE = Duration.ofMinutes(5);
    static final Duration JOIN = Duration.ofMinutes(5);
    static final Duration QUEUES = Duration.ofMinutes(5);
    static final Duration VERIFY = Duration.ofMinutes(5);
    static final Duration PERSON = Duration.ofDays(1);

    private final View view;
    private final RecoveryPolicy policy;

    Limits(View view, RecoveryPolicy policy) {
        this.view = view;
        this.policy = policy;
    }

    /** For how long a node that waits for others does so for certain; an unknown version counts as an old one. */
    Duration window() {
        boolean patient = view.khepri() ? view.versionAtLeast(4, 0, 6) : view.versionAtLeast(3, 6, 7);
        return patient ? Duration.ofMinutes(5) : Duration.ofSeconds(30);
    }

    /** The boot of a node that waits for nobody, or for nodes that run. */
    Duration boot() {
        return policy.bootLimit();
    }

    /** The boot of nodes that wait for each other: the wait was seen to take twice the window (rabbit-recovery 1.2). */
    Duration bootTogether() {
        return window().multipliedBy(2).plus(policy.bootLimit());
    }
}
