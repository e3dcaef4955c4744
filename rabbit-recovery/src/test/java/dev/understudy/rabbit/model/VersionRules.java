// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.RabbitVersion;

/** What depends on the version (rabbit-recovery 4). */
final class VersionRules {
    private VersionRules() {}

    /** Before, an offline forget leaves mirrored queues with a dead master and deletes the others. */
    static boolean promotesOffline(RabbitVersion version) {
        return version.atLeast(3, 4, 2);
    }

    static boolean hasForceBoot(RabbitVersion version) {
        return version.atLeast(3, 4, 0);
    }

    static boolean retriesTableLoading(RabbitVersion version) {
        return version.atLeast(3, 6, 7);
    }

    static boolean forgetShrinksQuorum(RabbitVersion version) {
        return version.atLeast(3, 8, 10);
    }

    static boolean hasForceShrink(RabbitVersion version) {
        return version.atLeast(3, 12, 0);
    }

    static boolean mirrors(RabbitVersion version) {
        return !version.atLeast(4, 0, 0);
    }

    static boolean renames(RabbitVersion version) {
        return !version.atLeast(3, 13, 0);
    }

    static boolean quorumStoresPath(RabbitVersion version) {
        return !version.atLeast(4, 0, 0);
    }
}
