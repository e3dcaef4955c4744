// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.Optional;
import java.util.function.Predicate;

/** Which instances of two nodes are meant to be one virtual router. */
final class Counterparts {
    private Counterparts() {}

    /** By name, else by VRID, else because each node has only one. */
    static Optional<InstanceDraft> find(InstanceDraft draft, Reading own, Reading other) {
        return first(other, o -> o.name.equals(draft.name))
                .or(() -> first(other, o -> o.vrid.isPresent() && o.vrid.equals(draft.vrid) && !hasName(own, o.name)))
                .or(() -> own.instances.size() == 1 && other.instances.size() == 1
                        ? Optional.of(other.instances.get(0))
                        : Optional.empty());
    }

    private static Optional<InstanceDraft> first(Reading reading, Predicate<InstanceDraft> wanted) {
        return reading.instances.stream().filter(wanted).findFirst();
    }

    private static boolean hasName(Reading reading, String name) {
        return first(reading, o -> o.name.equals(name)).isPresent();
    }
}
