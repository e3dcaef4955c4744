// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.Set;

/** Settings that can be run with one value only: the one everybody has. */
final class Unsupported {
    private static final Set<String> GROUPS = Set.of("224.0.0.18", "ff02::12");

    private Unsupported() {}

    static void group(Statement statement, Values values, Report report) {
        values.only(statement, "an address")
                .filter(word -> !GROUPS.contains(word.text()))
                .ifPresent(
                        word -> report.refuse(
                                word.place(),
                                "another multicast group than 224.0.0.18 (ff02::12) is not supported: peers would not hear each other"));
    }

    static void downTimer(Statement statement, Values values, Report report) {
        values.integer(statement, 1, 100)
                .filter(count -> count != 3)
                .ifPresent(count -> report.refuse(
                        statement.place(),
                        "'" + statement.keyword() + " " + count
                                + "' is not supported: a Backup takes over after 3 intervals (P4)"));
    }
}
