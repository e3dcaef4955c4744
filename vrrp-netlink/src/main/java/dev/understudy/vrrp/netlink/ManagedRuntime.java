// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import java.util.Map;
import java.util.function.Supplier;

/** Answers management tools. One snapshot of the figures serves a round of attributes, so that the loop is woken once for all of them. */
final class ManagedRuntime implements VrrpRuntimeMXBean {
    private static final long FRESH_NANOS = 100_000_000L;

    private final Supplier<LoopStats> stats;
    private final Supplier<Map<String, String>> states;
    private LoopStats last;
    private long lastNanos;

    ManagedRuntime(Supplier<LoopStats> stats, Supplier<Map<String, String>> states) {
        this.stats = stats;
        this.states = states;
    }

    private synchronized LoopStats stats() {
        long now = System.nanoTime();
        if (last == null || now - lastNanos > FRESH_NANOS) {
            last = stats.get();
            lastNanos = now;
        }
        return last;
    }

    @Override
    public long getTurns() {
        return stats().turns();
    }

    @Override
    public long getPackets() {
        return stats().packets();
    }

    @Override
    public long getDrops() {
        return stats().drops();
    }

    @Override
    public long getStalls() {
        return stats().stalls();
    }

    @Override
    public long getLateAdverts() {
        return stats().lateAdverts();
    }

    @Override
    public long getLatenessP50Micros() {
        return stats().latenessP50Nanos() / 1000;
    }

    @Override
    public long getLatenessP99Micros() {
        return stats().latenessP99Nanos() / 1000;
    }

    @Override
    public long getLatenessP999Micros() {
        return stats().latenessP999Nanos() / 1000;
    }

    @Override
    public long getLatenessMaxMicros() {
        return stats().latenessMaxNanos() / 1000;
    }

    @Override
    public Map<String, String> getRouterStates() {
        return states.get();
    }
}
