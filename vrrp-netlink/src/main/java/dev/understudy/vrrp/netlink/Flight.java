// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.Transition;
import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;

/**
 * The way to JDK Flight Recorder. As long as nothing is recorded no event class is loaded and nothing allocated: one field is read, and
 * that only when something has happened. A JVM without the module {@code jdk.jfr} records nothing.
 */
class Flight {
    private static final String MODULE = "jdk.jfr";

    private final Consumer<Runnable> background;
    private final boolean present;
    private volatile boolean ready;

    /**
     * Loads nothing.
     *
     * @param background carries out on another thread what would take the loop too long: the first event of a process loads classes,
     *     which the recorder rewrites
     */
    Flight(Consumer<Runnable> background) {
        this.background = background;
        Module recorder = ModuleLayer.boot().findModule(MODULE).orElse(null);
        present = recorder != null && Flight.class.getModule().canRead(recorder);
    }

    /** A flight that is never recorded. */
    static Flight unrecorded() {
        return new Flight(null) {
            @Override
            boolean isRecorded() {
                return false;
            }
        };
    }

    /** Returns whether there is a recording, or has been one. */
    boolean isRecorded() {
        return present && FlightRecorder.isInitialized();
    }

    /** Loads the events, if they will be needed; not for the loop's thread. */
    void prepare() {
        if (isRecorded() && !ready) {
            FlightEvents.load();
            ready = true;
        }
    }

    /** A turn has come so late. Asked only while {@link #isRecorded}. */
    void stall(long dueNanos, long lateNanos) {
        long due = wall(dueNanos);
        commit(() -> FlightEvents.stall(due, lateNanos));
    }

    /** Adverts of one turn have left late, that of this router the latest. Asked only while {@link #isRecorded}. */
    void lateAdvert(String router, int adverts, long dueNanos, long lateNanos) {
        long due = wall(dueNanos);
        commit(() -> FlightEvents.lateAdvert(router, adverts, due, lateNanos));
    }

    private void commit(Runnable event) {
        if (ready) {
            event.run();
        } else {
            background.accept(() -> {
                prepare();
                event.run();
            });
        }
    }

    /** A router has changed its state. Not for the loop's thread. */
    void transition(Transition transition) {
        if (isRecorded()) {
            prepare();
            FlightEvents.transition(transition, wall(transition.atNanos()));
        }
    }

    /** The loop's clock has no date; a recording has. */
    private static long wall(long nanos) {
        return System.currentTimeMillis() - Math.round((System.nanoTime() - nanos) / 1e6);
    }
}
