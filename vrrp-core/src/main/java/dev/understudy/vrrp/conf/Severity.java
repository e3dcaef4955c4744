// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.Locale;

/** How much a {@link Diagnostic} matters, the worst first. */
public enum Severity {
    /** The configuration cannot be run, or ignoring this part of it would change where the address goes. Nothing is started. */
    REFUSE,
    /** The configuration runs; this part of it is cosmetic or has no effect. */
    WARNING,
    /** The configuration runs as it is written, but this part will not do what its author wants. */
    LINT;

    /** Returns the name used in messages, such as {@code refuse}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
