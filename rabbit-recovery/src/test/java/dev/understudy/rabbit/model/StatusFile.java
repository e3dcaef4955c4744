// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import java.util.Set;
import java.util.TreeSet;

/** {@code nodes_running_at_shutdown}: a text beside Mnesia that mirrors what Mnesia knows, and decides nothing (rabbit-recovery 1.1). */
record StatusFile(Form form, Set<NodeName> nodes) {
    enum Form {
        READABLE,
        MISSING,
        /** 0 bytes, as power losses leave it. */
        EMPTY,
        GARBAGE
    }

    static StatusFile of(Set<NodeName> nodes) {
        return new StatusFile(Form.READABLE, new TreeSet<>(nodes));
    }

    static StatusFile of(Form form) {
        return new StatusFile(form, Set.of());
    }

    /** Whether a boot gets over it: a missing file is taken as "only me" (rabbit-recovery 1.4). */
    boolean bootable() {
        return form == Form.READABLE || form == Form.MISSING;
    }
}
