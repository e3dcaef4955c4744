// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.Cause;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The faults that keep a router in Initialize (F1), and the retry of those that only trying can end (F4, F10). */
final class Faults {
    private final Map<Cause, String> present = new EnumMap<>(Cause.class);
    private final BackOff backOff = new BackOff();
    private long retryNanos = Duty.NEVER;

    /** Adds a fault with what is behind it and returns whether it is new. */
    boolean add(Cause cause, String detail, long nowNanos) {
        if (!cause.isFault()) {
            throw new IllegalArgumentException(cause + " is not a fault");
        }
        boolean fresh = present.put(cause, detail) == null;
        if (fresh && isRetried(cause)) {
            retryNanos = nowNanos + backOff.next();
        }
        return fresh;
    }

    /** Removes a fault and returns whether it was the last one. */
    boolean remove(Cause cause) {
        boolean removed = present.remove(cause) != null;
        if (!present.containsKey(Cause.HOLD_FAILED) && !present.containsKey(Cause.SEND_FAILED)) {
            retryNanos = Duty.NEVER;
        }
        return removed && present.isEmpty();
    }

    private static boolean isRetried(Cause cause) {
        return cause == Cause.HOLD_FAILED || cause == Cause.SEND_FAILED;
    }

    /** When the faults that only trying can end are to be forgiven, or never. */
    long retryNanos() {
        return retryNanos;
    }

    /** The addresses are held and adverts leave: the next failure waits one second again. */
    void succeeded() {
        backOff.reset();
    }

    boolean any() {
        return !present.isEmpty();
    }

    Set<Cause> snapshot() {
        return Set.copyOf(present.keySet());
    }

    String describe() {
        return present.entrySet().stream()
                .map(fault -> fault.getKey().description()
                        + (fault.getValue().isEmpty() ? "" : " (" + fault.getValue() + ')'))
                .collect(Collectors.joining(", "));
    }
}
