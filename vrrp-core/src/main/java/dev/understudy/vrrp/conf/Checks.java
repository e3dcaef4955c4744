// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The checks that were defined so far: an instance can use those that stand before it. */
final class Checks {
    /** The keyword with which an instance uses a check, and the checks it can use. */
    private final Map<String, Map<String, CheckDraft>> byUse = new LinkedHashMap<>();

    private final Map<String, Set<String>> refused = new HashMap<>();

    /** Adds a check; returns the one that had the name before it. */
    Optional<CheckDraft> add(String use, CheckDraft check) {
        Map<String, CheckDraft> known = byUse.computeIfAbsent(use, u -> new LinkedHashMap<>());
        return Optional.ofNullable(known.putIfAbsent(check.name(), check));
    }

    /** Notes a check that was refused: what uses it is not at fault. */
    void refuse(String use, String name) {
        refused.computeIfAbsent(use, u -> new HashSet<>()).add(name);
    }

    boolean isRefused(String use, String name) {
        return refused.getOrDefault(use, Set.of()).contains(name);
    }

    Map<String, CheckDraft> of(String use) {
        return byUse.getOrDefault(use, Map.of());
    }
}
