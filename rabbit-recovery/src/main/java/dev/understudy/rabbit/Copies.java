// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Immutable copies in a fixed order, so that two snapshots of the same facts are the same text. */
final class Copies {
    private Copies() {}

    static <T extends Comparable<T>> Set<T> sorted(Set<T> set) {
        return Collections.unmodifiableSet(new TreeSet<>(set));
    }

    static <K extends Comparable<K>, V> Map<K, V> sorted(Map<K, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
