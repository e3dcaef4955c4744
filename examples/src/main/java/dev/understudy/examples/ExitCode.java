// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.netlink.VrrpOpenException;

/** What the commands exit with. */
final class ExitCode {
    static final int OK = 0;
    static final int INTERNAL = 1;
    static final int CONFIGURATION = 2;
    static final int PRIVILEGE = 3;
    static final int HELD_ELSEWHERE = 4;
    static final int INTERFACE_ABSENT = 5;

    private ExitCode() {}

    static int of(VrrpOpenException.Reason reason) {
        return switch (reason) {
            case CONFIGURATION -> CONFIGURATION;
            case PRIVILEGE -> PRIVILEGE;
            case HELD_ELSEWHERE -> HELD_ELSEWHERE;
            case INTERFACE_ABSENT -> INTERFACE_ABSENT;
            case PLATFORM, SYSTEM -> INTERNAL;
        };
    }
}
