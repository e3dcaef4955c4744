// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.time.Duration;

/** Something that can be looked at: is it healthy now? */
@FunctionalInterface
public interface Check {
    /**
     * Looks once. May block for as long as the limit says; {@link CheckRunner} counts a later answer as a failure whatever it says, and
     * does not start another attempt before this one has returned. On an interrupt it should give up at once and leave nothing behind.
     * Never called by two threads at the same time under one runner.
     *
     * @param limit how long it may take; positive
     * @throws Exception counts as a failure, with its message
     */
    CheckResult attempt(Duration limit) throws Exception;
}
