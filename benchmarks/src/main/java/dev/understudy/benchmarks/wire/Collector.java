// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.Locale;

/** A garbage collector of the JVM that runs the Active. */
enum Collector {
    SERIAL("Serial"),
    PARALLEL("Parallel"),
    G1("G1"),
    ZGC("ZGC"),
    SHENANDOAH("Shenandoah");

    private final String words;

    Collector(String words) {
        this.words = words;
    }

    /** What the JVM is started with; one that lacks the collector refuses to start. */
    String option() {
        return this == ZGC ? "-XX:+UseZGC" : "-XX:+Use" + words + "GC";
    }

    static Collector of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return words;
    }
}
