// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.util.Objects;

/**
 * What one attempt found.
 *
 * @param healthy whether it is as it should be
 * @param detail what was seen, for the log: short, one line
 */
public record CheckResult(boolean healthy, String detail) {
    /** Checks that there is a detail. */
    public CheckResult {
        Objects.requireNonNull(detail, "detail");
    }

    /** It works. */
    public static CheckResult up(String detail) {
        return new CheckResult(true, detail);
    }

    /** It does not. */
    public static CheckResult down(String detail) {
        return new CheckResult(false, detail);
    }

    /** An attempt that ended with a throwable is a failure like any other. */
    static CheckResult of(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        return down(thrown.getMessage() == null ? name : name + ": " + thrown.getMessage());
    }
}
