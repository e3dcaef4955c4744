// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The messages that brokers of a lab have confirmed, by queue, in order. Used by one test thread. */
final class Published {
    private final Map<String, List<String>> bodies = new LinkedHashMap<>();

    void add(String queue, List<String> confirmed) {
        bodies.computeIfAbsent(queue, unused -> new ArrayList<>()).addAll(confirmed);
    }

    /** Forgets what there was. */
    void replace(Map<String, List<String>> others) {
        bodies.clear();
        others.forEach(this::add);
    }

    Map<String, List<String>> all() {
        Map<String, List<String>> copy = new TreeMap<>();
        bodies.forEach((queue, confirmed) -> copy.put(queue, List.copyOf(confirmed)));
        return copy;
    }
}
